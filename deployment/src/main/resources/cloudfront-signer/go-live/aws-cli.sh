# requires AWS CLI 2 and jq, and changes an existing distribution
DISTRIBUTION_ID=EDFDVBD6EXAMPLE

# the public key and its group
jq -n --rawfile key public-key.pem \
  '\{CallerReference: "{name}-1", Name: "{name}-1", EncodedKey: $key}' > public-key.json
KEY_PAIR_ID=$(aws cloudfront create-public-key --public-key-config file://public-key.json \
  --query PublicKey.Id --output text)
KEY_GROUP_ID=$(aws cloudfront create-key-group --key-group-config "Name={name},Items=$KEY_PAIR_ID" \
  --query KeyGroup.Id --output text)

{#if downloads}
# for downloads with their own names, S3 needs these query parameters, and origin access control;
# they are part of the cache key: CloudFront caches one copy of a file for each name
# {downloadsGuide}
# it replaces the cache policy of each restricted behavior; to keep a policy of your own, add the parameters to that one instead
CACHE_POLICY_ID=$(aws cloudfront create-cache-policy --query CachePolicy.Id --output text --cache-policy-config '\{
  "Name": "{name}-downloads", "MinTTL": 1, "DefaultTTL": 86400, "MaxTTL": 31536000,
  "ParametersInCacheKeyAndForwardedToOrigin": \{
    "EnableAcceptEncodingGzip": true, "EnableAcceptEncodingBrotli": true,
    "HeadersConfig": \{"HeaderBehavior": "none"}, "CookiesConfig": \{"CookieBehavior": "none"},
    "QueryStringsConfig": \{"QueryStringBehavior": "whitelist", "QueryStrings": \{"Quantity": {downloadParameters.size},
      "Items": [{#for parameter in downloadParameters}"{parameter}"{#if parameter_hasNext}, {/if}{/for}]}}}}')

{/if}
{#for place in unknown}
{#if place_isFirst}
# the default cache behavior, because the URLs that these sign are not known at build time:
{/if}
#   {place}
{/for}
{#if everything}
aws cloudfront get-distribution-config --id "$DISTRIBUTION_ID" > current.json
jq --arg group "$KEY_GROUP_ID" {#if downloads}--arg cachePolicy "$CACHE_POLICY_ID" {/if}'.DistributionConfig
{#if !ipv6}
  | .IsIPV6Enabled = false
{/if}
  | .DefaultCacheBehavior += \{ViewerProtocolPolicy: "https-only",
      TrustedKeyGroups: \{Enabled: true, Quantity: 1, Items: [$group]}}{#if downloads}
  | .DefaultCacheBehavior |= (del(.ForwardedValues, .MinTTL, .DefaultTTL, .MaxTTL) + \{CachePolicyId: $cachePolicy}){/if}' \
  current.json > restricted.json
{#else}
# the cache behaviors: existing ones, or else copies of the default one
aws cloudfront get-distribution-config --id "$DISTRIBUTION_ID" > current.json
jq --arg group "$KEY_GROUP_ID" {#if downloads}--arg cachePolicy "$CACHE_POLICY_ID" {/if}--argjson paths '[{#for path in patterns}"{path}"{#if path_hasNext}, {/if}{/for}]' '.DistributionConfig
{#if !ipv6}
  | .IsIPV6Enabled = false
{/if}
  | .DefaultCacheBehavior as $default
  | (.CacheBehaviors.Items // []) as $present
  | [$paths[] as $path
      | first($present[] | select("/" + (.PathPattern | ltrimstr("/")) == $path)) // ($default + \{PathPattern: $path})
      | . + \{ViewerProtocolPolicy: "https-only",
          TrustedKeyGroups: \{Enabled: true, Quantity: 1, Items: [$group]}}{#if downloads}
      | del(.ForwardedValues, .MinTTL, .DefaultTTL, .MaxTTL) + \{CachePolicyId: $cachePolicy}{/if}] as $restricted
  | [$present[] | select(.PathPattern as $path | all($restricted[]; .PathPattern != $path))] as $others
  | .CacheBehaviors = \{Quantity: ($restricted + $others | length), Items: ($restricted + $others)}' \
  current.json > restricted.json
{/if}
aws cloudfront update-distribution --id "$DISTRIBUTION_ID" \
  --if-match "$(jq -r .ETag current.json)" --distribution-config file://restricted.json

# the application needs this key pair ID and the private key
echo "$KEY_PAIR_ID"
