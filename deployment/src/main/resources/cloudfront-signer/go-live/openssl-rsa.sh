# the private key is only for the application, the public key is for CloudFront
openssl genrsa -out private-key.pem 2048
openssl rsa -in private-key.pem -pubout -out public-key.pem
{#if marks}

# the secret of marks is only for the application; the keys that are derived from it are for CloudFront's function
openssl rand -base64 32 > marks-secret
cloudfront-signer function --marks marks-secret --keys > mark-keys
{/if}
