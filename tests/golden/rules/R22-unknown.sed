s|formula="offenders / officers"|formula="offenders / people"|
