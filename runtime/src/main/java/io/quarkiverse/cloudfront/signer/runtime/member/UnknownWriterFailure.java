package io.quarkiverse.cloudfront.signer.runtime.member;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * The failure of a response whose objects with signed fields are written by unknown code that may not sign them.
 */
public final class UnknownWriterFailure {

    private UnknownWriterFailure() {
    }

    /**
     * @param signed the class of an object with signed fields, or of one that could not be searched
     * @param written the class of the written value, which is or contains that object
     * @param writer the class that writes it
     */
    public static CloudFrontSignerException failure(Class<?> signed, Class<?> written, Class<?> writer) {
        String holder = signed == written ? "" : ", which is in an object of type " + written.getName();
        return new CloudFrontSignerException(Reason.UNSUPPORTED,
                "an object of type " + signed.getName() + holder + ", cannot be signed, because "
                        + writer.getName()
                        + " writes it, and does not sign fields with @SignedResource. Have Jackson or JSON-B write the "
                        + "object property by property, without " + writer.getSimpleName() + ", or return an object without "
                        + "signed fields");
    }
}
