package io.quarkiverse.cloudfront.signer.runtime.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.member.TestMembers;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;

class MessageGuardInterceptorTest {

    record Picture(String url) {
    }

    private final WriteContexts objects = TestMembers
            .idle(List.of(TestMembers.member(Picture.class, "url", true)), Picture.class);

    private Object encode(Object message, Supplier<Object> encoded) throws Exception {
        return new MessageGuardInterceptor(objects).encode(Stub.of(InvocationContext.class,
                Map.of("getParameters", none -> new Object[] { message }, "proceed", none -> encoded.get())));
    }

    @Test
    void messageWithSignedFields_isNotSent() {
        for (Object message : List.of(new Picture("/a.jpg"), List.of(new Picture("/a.jpg")))) {
            assertThatThrownBy(() -> encode(message, () -> "sent")).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageStartingWith("an object of type " + Picture.class.getName() + " in a message to a WebSocket");
        }
    }

    @Test
    void signedFieldOfAnEncodedObject_isNotWritten() {
        assertThatThrownBy(() -> encode("a name for a picture", () -> objects.write(0, "/a.jpg")))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("for another kind of endpoint");
        assertThat(objects.current()).isNull();
    }

    @Test
    void otherMessage_isSent() throws Exception {
        assertThat(encode(Map.of("text", 1), () -> "sent")).isEqualTo("sent");
        assertThat(objects.current()).isNull();
    }
}
