# the private key is only for the application, the public key is for CloudFront
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out private-key.pem
openssl ec -in private-key.pem -pubout -out public-key.pem
{#if marks}

# the secret of marks is only for the application; the keys that are derived from it are for CloudFront's function
openssl rand -base64 32 > marks-secret
cloudfront-signer function --marks marks-secret --keys > mark-keys
{/if}
