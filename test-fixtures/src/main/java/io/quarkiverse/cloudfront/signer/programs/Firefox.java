package io.quarkiverse.cloudfront.signer.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The Firefox that is installed on the machine. It supports WebDriver BiDi itself, without a driver.
 * The test class has Vert.x on its class path.
 *
 * @see <a href="https://www.w3.org/TR/webdriver-bidi/">WebDriver BiDi</a>
 */
public final class Firefox {

    private static final String LISTENING = "WebDriver BiDi listening on ";
    private static final String DOWNLOAD_END = "browsingContext.downloadEnd";
    /** A loaded machine is slow. */
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path downloads;
    private final Messages messages = new Messages();
    private final WebSocket socket;
    private final String tab;
    private int commands;

    private Firefox(Process process, URI address, Path downloads) throws Exception {
        this.process = process;
        this.downloads = downloads;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, messages)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        command("session.new", new JsonObject().put("capabilities", new JsonObject()));
        command("session.subscribe", new JsonObject().put("events", JsonArray.of(DOWNLOAD_END)));
        this.tab = command("browsingContext.getTree", new JsonObject()).getJsonArray("contexts").getJsonObject(0)
                .getString("context");
    }

    /**
     * @param directory an empty one, for its profile and its downloads
     */
    static Firefox launch(Path directory) throws Exception {
        Path profile = Files.createDirectory(directory.resolve("profile"));
        Path downloads = Files.createDirectory(directory.resolve("downloads"));
        Files.writeString(profile.resolve("user.js"), """
                user_pref("browser.download.folderList", 2);
                user_pref("browser.download.dir", "%s");
                user_pref("browser.download.useDownloadDir", true);
                """.formatted(downloads));
        ProcessBuilder firefox = new ProcessBuilder(Program.FIREFOX.path(), "--headless", "--no-remote", "--profile",
                profile.toString(), "--remote-debugging-port=0", "about:blank").redirectErrorStream(true);
        firefox.environment().put("HOME", directory.toString());
        Process process = firefox.start();
        try {
            return new Firefox(process, address(process), downloads);
        } catch (Exception e) {
            stop(process);
            throw e;
        }
    }

    private static URI address(Process process) throws Exception {
        CompletableFuture<URI> address = new CompletableFuture<>();
        StringBuffer output = new StringBuffer();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(LISTENING)) {
                        address.complete(URI.create(line.substring(LISTENING.length()).strip() + "/session"));
                    } else if (!address.isDone()) {
                        output.append(line).append('\n');
                    }
                }
            } catch (IOException e) {
                output.append(e);
            }
            address.completeExceptionally(new IllegalStateException("Firefox ended: " + output));
        }, "Firefox's output");
        reader.setDaemon(true);
        reader.start();
        try {
            return address.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Firefox did not start: " + output, e);
        }
    }

    /**
     * Opens a URL whose response is saved, and deletes the file.
     *
     * @return the name of the only file in the download directory
     */
    public String download(String url) throws Exception {
        command("browsingContext.navigate", new JsonObject().put("context", tab).put("url", url).put("wait", "none"));
        JsonObject end = messages.downloads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (end == null || !end.getString("status").equals("complete")) {
            throw new IllegalStateException("Firefox did not save " + url + ": " + end);
        }
        Path file;
        try (Stream<Path> files = Files.list(downloads)) {
            List<Path> all = files.toList();
            if (all.size() != 1 || Files.size(all.get(0)) == 0) {
                throw new IllegalStateException("Firefox saved " + all);
            }
            file = all.get(0);
        }
        Files.delete(file);
        return name(file);
    }

    /** A path is text in the encoding of the locale, which may be ASCII. Its URI contains the bytes. */
    private static String name(Path file) {
        String path = file.toUri().getRawPath();
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private JsonObject command(String method, JsonObject parameters) throws Exception {
        int id = ++commands;
        CompletableFuture<JsonObject> answer = messages.answer(id);
        socket.sendText(new JsonObject().put("id", id).put("method", method).put("params", parameters).encode(), true)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonObject message = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!message.containsKey("result")) {
            throw new IllegalStateException("Firefox answers to " + method + ": " + message);
        }
        return message.getJsonObject("result");
    }

    void close() {
        socket.abort();
        stop(process);
    }

    /** Firefox writes into its profile until all its processes have ended. */
    private static void stop(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    }

    Window newWindow() throws Exception {
        JsonObject user = command("browser.createUserContext", new JsonObject());
        return new Window(user, command("browsingContext.create", user.copy().put("type", "window")).getString("context"));
    }

    /** It shares neither cookies nor storage with others. */
    final class Window implements Device {

        private final JsonObject user;
        private final String context;

        private Window(JsonObject user, String context) {
            this.user = user;
            this.context = context;
        }

        @Override
        public String evaluate(String expression) throws Exception {
            JsonObject result = command("script.evaluate", new JsonObject().put("expression", expression)
                    .put("target", new JsonObject().put("context", context)).put("awaitPromise", true));
            if (!result.containsKey("result")) {
                throw new IllegalStateException(expression + ": " + result);
            }
            return result.getJsonObject("result").getString("value");
        }

        /**
         * Without those that a response has cleared: Firefox may list them until it ends, although it does not send them.
         */
        @Override
        public List<Cookie> cookies() throws Exception {
            return command("storage.getCookies", new JsonObject().put("partition",
                    new JsonObject().put("type", "context").put("context", context))).getJsonArray("cookies").stream()
                    .map(JsonObject.class::cast).map(cookie -> new Cookie(cookie.getString("name"),
                            cookie.getJsonObject("value").getString("value"), cookie.getString("path")))
                    .filter(cookie -> !cookie.value().isEmpty())
                    .toList();
        }

        void close() {
            try {
                command("browser.removeUserContext", user);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Separates Firefox's messages into responses and finished downloads. */
    private static final class Messages implements WebSocket.Listener {

        private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
        private final BlockingQueue<JsonObject> downloads = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        CompletableFuture<JsonObject> answer(int id) {
            return answers.computeIfAbsent(id, ignored -> new CompletableFuture<>());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonObject message = new JsonObject(text.toString());
                text.setLength(0);
                if (message.getInteger("id") != null) {
                    answer(message.getInteger("id")).complete(message);
                } else if (DOWNLOAD_END.equals(message.getString("method"))) {
                    downloads.add(message.getJsonObject("params"));
                }
            }
            socket.request(1);
            return null;
        }
    }
}
