package io.quarkiverse.cloudfront.signer.runtime.rewrite;

/**
 * The body of a response, or an item of it, while a thread writes it.
 */
public final class Writing {

    private final MemberSession session;
    private RuntimeException failure;

    /**
     * @param session null if nothing can be signed for the response
     */
    public Writing(MemberSession session) {
        this.session = session;
    }

    MemberSession session() {
        return session;
    }

    void failed(RuntimeException reason) {
        failure = reason;
    }

    /**
     * Why a member could not be signed, or null. JSON libraries do not always say it in what they throw.
     */
    public RuntimeException failure() {
        return failure;
    }
}
