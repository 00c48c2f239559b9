package io.quarkiverse.cloudfront.signer.applications;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class WebSocketTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("websocket", "websockets-next");

    WebSocketTest() {
        super("websocket");
    }

    /** One connection, one message, and its reply. */
    @Override
    Answer ask(Viewer viewer, String path, String accept) {
        Conversation conversation = new Conversation();
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        viewer.authorization().ifPresent(value -> builder.header("Authorization", value));
        try {
            WebSocket socket = builder.buildAsync(URI.create("ws://localhost:" + Http.port() + path), conversation)
                    .orTimeout(60, TimeUnit.SECONDS).join();
            socket.sendText("?", true).orTimeout(60, TimeUnit.SECONDS).join();
            Answer answer = conversation.answer.orTimeout(60, TimeUnit.SECONDS).join();
            socket.abort();
            return answer;
        } catch (CompletionException e) {
            return Answer.refusal(String.valueOf(e.getCause()));
        }
    }

    private static final class Conversation implements WebSocket.Listener {

        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            answer.complete(Answer.message(text.toString()));
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            answer.complete(Answer.refusal(status + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            answer.complete(Answer.refusal(error.toString()));
        }
    }
}
