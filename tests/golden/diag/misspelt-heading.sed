s|<heading>Monitoring</heading>|<headng>Monitoring</headng>|
