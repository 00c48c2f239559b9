# the private key is only for the application, the public key is for CloudFront
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out private-key.pem
openssl ec -in private-key.pem -pubout -out public-key.pem
