package io.quarkiverse.cloudfront.signer.applications.permittedmessaging;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

/** Methods that process messages, and are annotated with {@code @PermitAll}. */
@ApplicationScoped
public class PictureMessages {

    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private final Map<String, Emitter<String>> questions;

    PictureMessages(@Channel("url") Emitter<String> url, @Channel("wildcard") Emitter<String> wildcard,
            @Channel("cookies") Emitter<String> cookies) {
        questions = Map.of("url", url, "wildcard", wildcard, "cookies", cookies);
    }

    /** The output of the channels, or the failure. */
    public String ask(String grant) throws Exception {
        questions.get(grant).send("?").toCompletableFuture().get();
        return answers.get(grant);
    }

    @Incoming("url")
    @Outgoing("url-answers")
    @SignedResource
    @PermitAll
    String url(String question) {
        return PICTURE;
    }

    @Incoming("url-answers")
    void urlAnswer(String answer) {
        answers.put("url", answer);
    }

    @Incoming("wildcard")
    @Outgoing("wildcard-answers")
    @SignedResource(resource = ALBUM)
    @PermitAll
    String wildcard(String question) {
        return PICTURE;
    }

    @Incoming("wildcard-answers")
    void wildcardAnswer(String answer) {
        answers.put("wildcard", answer);
    }

    @Incoming("cookies")
    @Outgoing("cookies-answers")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @PermitAll
    String cookies(String question) {
        return "welcome";
    }

    @Incoming("cookies-answers")
    void cookiesAnswer(String answer) {
        answers.put("cookies", answer);
    }
}
