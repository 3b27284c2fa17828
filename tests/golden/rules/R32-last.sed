s|a third on Fridays\.|a third on Fridays;|
