package io.quarkiverse.cloudfront.signer.runtime.member.json;

import java.io.IOException;

/**
 * Thrown if a field could not be signed. A checked exception, because JSON libraries wrap unchecked ones, and add the value to
 * the message.
 */
public final class MemberFailure extends IOException {

    public MemberFailure(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
