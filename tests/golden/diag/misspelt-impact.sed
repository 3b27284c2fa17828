s|<impact\([ />]\)|<imapct\1|; s|</impact>|</imapct>|
