package io.quarkiverse.cloudfront.signer.runtime.member;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;

/**
 * A response body, an item of it, or a message that a thread is writing.
 */
public final class WriteContext {

    private final @Nullable MemberSigner signer;
    private final boolean message;
    private @Nullable RuntimeException failure;
    private @Nullable Object guarded;
    private @Nullable List<List<String>> written;

    /**
     * @param signer null if the response cannot have signed fields
     */
    public WriteContext(@Nullable MemberSigner signer) {
        this(signer, false);
    }

    private WriteContext(@Nullable MemberSigner signer, boolean message) {
        this.signer = signer;
        this.message = message;
    }

    /**
     * A message. Its fields are never signed, regardless of the response of its sender.
     */
    public static WriteContext message() {
        return new WriteContext(null, true);
    }

    boolean isMessage() {
        return message;
    }

    @Nullable
    MemberSigner signer() {
        return signer;
    }

    public void failed(RuntimeException reason) {
        failure = reason;
    }

    /**
     * Records that a JSON library with guarded serializers writes this object. The first one is the body or the item.
     */
    public void guard(Object value) {
        if (guarded == null) {
            guarded = value;
        }
        if (written != null && value == guarded) {
            written.add(new ArrayList<>());
        }
    }

    /**
     * Starts to record signed values, because an unknown writer may have a JSON library write an object for another purpose
     * than the body, such as a hash or a log.
     */
    public void watch() {
        written = new ArrayList<>();
    }

    public void signed(@Nullable Object value, ReturnValueRewriter urls) {
        if (written != null && !written.isEmpty()) {
            List<String> last = written.get(written.size() - 1);
            urls.rewrite(value, url -> {
                last.add(url);
                return url;
            });
        }
    }

    /**
     * Whether a body contains all URLs that were signed when such a library wrote the object, or one of the times that it did.
     */
    public boolean isIn(Supplier<String> body) {
        if (written == null) {
            return true;
        }
        String text = body.get();
        for (List<String> urls : written) {
            if (urls.stream().allMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether such a library wrote this object with all its content.
     */
    public boolean isGuarded(Object value) {
        return guarded == value;
    }

    /**
     * Why a field could not be signed. The exceptions of JSON libraries do not always contain the reason.
     */
    public @Nullable RuntimeException failure() {
        return failure;
    }
}
