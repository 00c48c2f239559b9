package io.quarkiverse.cloudfront.signer.runtime.json;

import java.io.IOException;

/**
 * A member could not be signed. Not unchecked, since JSON libraries wrap what is, and would tell of it with the value in it.
 */
public final class MemberFailure extends IOException {

    MemberFailure(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * @return null if the failure has another reason
     */
    public static MemberFailure in(Throwable failure) {
        Throwable next = failure;
        while (next != null && !(next instanceof MemberFailure)) {
            next = next.getCause() == next ? null : next.getCause();
        }
        return (MemberFailure) next;
    }
}
