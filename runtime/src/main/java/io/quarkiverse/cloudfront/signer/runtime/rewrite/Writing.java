package io.quarkiverse.cloudfront.signer.runtime.rewrite;

/**
 * The body of a response, an item of it, or a message, while a thread writes it.
 */
public final class Writing {

    private final MemberSession session;
    private final boolean message;
    private RuntimeException failure;
    private Object guarded;

    /**
     * @param session null if nothing can be signed for the response
     */
    public Writing(MemberSession session) {
        this(session, false);
    }

    private Writing(MemberSession session, boolean message) {
        this.session = session;
        this.message = message;
    }

    /**
     * A message, in which nothing is signed, whatever response its sender answers with.
     */
    public static Writing message() {
        return new Writing(null, true);
    }

    boolean isMessage() {
        return message;
    }

    MemberSession session() {
        return session;
    }

    public void failed(RuntimeException reason) {
        failure = reason;
    }

    /**
     * Notes that a JSON library whose serializers are watched over writes this object. The first one is the body or the item.
     */
    public void guard(Object value) {
        if (guarded == null) {
            guarded = value;
        }
    }

    /**
     * Whether such a library wrote this object, with all that it holds.
     */
    public boolean isGuarded(Object value) {
        return guarded == value;
    }

    /**
     * Why a member could not be signed, or null. JSON libraries do not always say it in what they throw.
     */
    public RuntimeException failure() {
        return failure;
    }
}
