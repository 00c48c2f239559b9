package io.quarkiverse.cloudfront.signer.runtime.member;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;

/**
 * The body of a response, an item of it, or a message, while a thread writes it.
 */
public final class WriteContext {

    private final @Nullable MemberSigner signer;
    private final boolean message;
    private @Nullable RuntimeException failure;
    private @Nullable Object guarded;
    private @Nullable List<List<String>> written;

    /**
     * @param signer null if nothing can be signed for the response
     */
    public WriteContext(@Nullable MemberSigner signer) {
        this(signer, false);
    }

    private WriteContext(@Nullable MemberSigner signer, boolean message) {
        this.signer = signer;
        this.message = message;
    }

    /**
     * A message, in which nothing is signed, whatever response its sender answers with.
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
     * Notes that a JSON library whose serializers are watched over writes this object. The first one is the body or the item.
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
     * Notes what is signed from now on, because an unknown writer may have a JSON library write an object for something else
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
     * Whether a body has all URLs that were signed when such a library wrote the object, or one of several times.
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
     * Whether such a library wrote this object, with all that it holds.
     */
    public boolean isGuarded(Object value) {
        return guarded == value;
    }

    /**
     * Why a member could not be signed. JSON libraries do not always say it in what they throw.
     */
    public @Nullable RuntimeException failure() {
        return failure;
    }
}
