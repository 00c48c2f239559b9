package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a key value store.
 *
 * @param account the AWS account of the store
 */
record StoreArn(String arn, String account) {

    private static final Pattern ARN = Pattern.compile("arn:aws:cloudfront::(\\d{12}):key-value-store/[0-9a-fA-F-]{36}");

    /**
     * @throws IllegalArgumentException if the text is not such an ARN; the message follows the name of the property
     */
    static StoreArn parse(String text) {
        Matcher arn = ARN.matcher(text);
        if (!arn.matches()) {
            throw new IllegalArgumentException("is not the ARN of a CloudFront key value store, such as arn:aws:cloudfront::"
                    + "111122223333:key-value-store/11111111-2222-3333-4444-555555555555. `aws cloudfront list-key-value-stores` "
                    + "shows it");
        }
        return new StoreArn(text, arn.group(1));
    }

    /**
     * The path of the store in the API, percent-encoded.
     */
    String path() {
        return "/key-value-stores/" + encoded(arn);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    @Override
    public String toString() {
        return arn;
    }
}
