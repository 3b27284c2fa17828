s|formula="offenders / officers"|formula="offenders / (officers"|
