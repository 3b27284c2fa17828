s|synthetic="yes"|synthetic="true"|
