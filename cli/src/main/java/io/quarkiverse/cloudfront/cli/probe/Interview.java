package io.quarkiverse.cloudfront.cli.probe;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.probe.Placeholders.ViewerAddress;

/** Asks one distribution. */
final class Interview {

    /** The header in which the function of the template names the viewer. */
    private static final String VIEWER = "X-Probe-Viewer";

    /** The latest moment in a second at which a question about that second still arrives within it. */
    private static final int LATEST_NANOS = 500_000_000;

    private final Target target;
    private final List<ProbeKey> keys;
    private final Clock clock;
    private final Connection connection;
    private @Nullable ViewerAddress viewer;
    private boolean function;

    /** @param clock the time of the distribution */
    Interview(Target target, List<ProbeKey> keys, Clock clock) throws IOException {
        this.target = target;
        this.keys = List.copyOf(keys);
        this.clock = clock;
        this.connection = Connection.to(target);
    }

    /**
     * Asks all questions that can be asked.
     *
     * @throws CommandException if the distribution serves unsigned requests, or does not serve what one of the keys signs
     */
    List<Answer> ask(List<Question> questions) throws IOException {
        RawResponse unsigned = connection.send("GET", "/probe/" + UUID.randomUUID(), List.of(), "");
        if (unsigned.status() != 403) {
            throw CommandException.refused(target.base() + " answers unsigned requests for /probe/ with status "
                    + unsigned.status() + " instead of refusing them, so no questions were sent. Create a distribution "
                    + "with --template.");
        }
        for (ProbeKey key : keys) {
            introduce(key);
        }
        List<Answer> answers = new ArrayList<>();
        for (Question question : questions) {
            answers.add(ask(question));
        }
        return answers;
    }

    /** Whether the distribution is the local edge. */
    boolean isLocal() {
        return connection.isLocal();
    }

    private void introduce(ProbeKey key) throws IOException {
        Question first = new Question(Map.of("id", "key", "expect", Question.SERVED, "target", "/probe/a.txt?<canned>"));
        RawResponse response = send(first, new Placeholders(first, target, key, "", clock.instant(), new ViewerAddress(0)));
        if (response.status() >= 300) {
            throw CommandException.unknown(target.base() + "/probe/a.txt is not served to a viewer with a valid signature of "
                    + key + ", but answered with status " + response.status() + ". Is the key in the key group of the path?");
        }
        Optional<String> seen = response.header(VIEWER);
        function = seen.isPresent();
        String address = seen.orElse(connection.isLocal() ? "127.0.0.1" : "");
        if (address.matches("[0-9.]+") && InetAddress.getByName(address) instanceof Inet4Address ipv4) {
            viewer = new ViewerAddress(ByteBuffer.wrap(ipv4.getAddress()).getInt());
        }
    }

    private Answer ask(Question question) throws IOException {
        Optional<ProbeKey> key = keys.stream().filter(question::fits).findFirst();
        if (key.isEmpty()) {
            return Answer.notAsked(question, "it needs a key of another type");
        }
        Optional<ProbeKey> other = keys.stream().filter(another -> !another.equals(key.get())).findFirst();
        String missing = other.isEmpty() && question.mentions("<other-id>") ? "a second key"
                : !function && (question.needsFunction() || question.couldWrite() && !connection.isLocal())
                        ? "the function of the template"
                        : viewer == null && question.mentions("ip>") ? "the address of the viewer"
                                : question.is("named") && !target.hostname().matches(".*[a-z].*") ? "a host with letters" : "";
        if (!missing.isEmpty()) {
            return Answer.notAsked(question, "it needs " + missing);
        }
        while (question.is("exact") && clock.instant().getNano() > LATEST_NANOS) {
            LockSupport.parkNanos(1_000_000);
        }
        Placeholders placeholders = new Placeholders(question, target, key.get(), other.map(ProbeKey::id).orElse(""),
                clock.instant(), viewer == null ? new ViewerAddress(0) : viewer);
        try {
            return Answer.of(question, send(question, placeholders), placeholders);
        } catch (IOException e) {
            return new Answer(question, Optional.of("no answer"), Optional.ofNullable(e.getMessage()), Optional.empty());
        }
    }

    private RawResponse send(Question question, Placeholders placeholders) throws IOException {
        String path = placeholders.resolve(question.target());
        List<String> headers = question.headers().stream().map(placeholders::resolve).toList();
        return connection.send(question.method(), path, headers, question.text("content").orElse(""));
    }
}
