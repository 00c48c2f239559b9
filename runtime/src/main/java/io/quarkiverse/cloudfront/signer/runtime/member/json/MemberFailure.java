package io.quarkiverse.cloudfront.signer.runtime.member.json;

import java.io.IOException;

/**
 * A member could not be signed. Not unchecked, since JSON libraries wrap what is, and would tell of it with the value in it.
 */
public final class MemberFailure extends IOException {

    public MemberFailure(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
