/<heading>Monitoring/p
