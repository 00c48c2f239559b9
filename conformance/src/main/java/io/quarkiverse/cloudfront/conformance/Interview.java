package io.quarkiverse.cloudfront.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.RawResponse;
import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.cli.output.CommandException;

/**
 * Asks one distribution, and the distributions whose hosts it names.
 *
 * @param clock the time of the distribution
 * @param progress receives a message about the question that is being asked
 */
record Interview(Connection connection, List<AskingKey> keys, Clock clock, Consumer<String> progress) {

    /**
     * The header in which the template's function returns the viewer's address. The function also returns similar headers that
     * name further distributions.
     */
    private static final String VIEWER = "X-Probe-Viewer";

    /** The latest moment within a second at which a question can be sent and still arrive in the same second. */
    private static final int LATEST_NANOS = 500_000_000;

    /**
     * Asks all questions that can be asked.
     *
     * @throws CommandException if the distribution serves unsigned requests, or does not serve requests that one of the keys
     *         signs
     */
    List<Answer> ask(List<Question> questions) throws IOException {
        progress.accept("Asking " + connection.target().base());
        RawResponse response = connection.send("GET", "/probe/" + UUID.randomUUID(), List.of(), "");
        if (response.status() != 403) {
            throw CommandException.refused(connection.target().base() + " answers unsigned requests for /probe/ with status "
                    + response.status() + " instead of refusing them, so no questions were sent. Restrict this "
                    + "path with a key group.");
        }
        for (AskingKey key : keys) {
            response = introduce(key);
        }
        List<Answer> answers = new ArrayList<>();
        for (Question question : questions) {
            progress.accept("Question " + (answers.size() + 1) + " of " + questions.size() + ": " + question.id());
            answers.add(ask(question, response));
        }
        return answers;
    }

    private RawResponse introduce(AskingKey key) throws IOException {
        Question first = new Question(Map.of("id", "key", "expect", RawResponse.SERVED, "target", "/probe/a.txt?<canned>"));
        RawResponse response = send(connection, first,
                new Placeholders(first, connection.target(), key, "", clock.instant(), 0));
        if (response.status() >= 300) {
            throw CommandException.unknown(connection.target().base() + "/probe/a.txt is not served to a viewer with a valid "
                    + "signature of " + key + ": the status is " + response.status()
                    + ". Check whether the key is in the key group of the path");
        }
        return response;
    }

    private Answer ask(Question question, RawResponse introduced) throws IOException {
        Optional<String> elsewhere = question.text("distribution").map("X-Probe-"::concat);
        Optional<String> host = elsewhere.flatMap(introduced::header);
        Target target = host.map(name -> Target.of(URI.create(connection.target().scheme() + "://" + name)))
                .orElse(connection.target());
        Optional<AskingKey> key = keys.stream().filter(question::fits).findFirst();
        Optional<AskingKey> other = keys.stream().filter(another -> !key.equals(Optional.of(another))).findFirst();
        String viewer = introduced.header(VIEWER).filter(address -> address.matches("[0-9.]+"))
                .orElse(connection.local() ? "127.0.0.1" : "");
        boolean unknownViewer = viewer.isEmpty() && question.mentions("ip>");
        boolean needsFunction = question.is("record") || question.couldWrite() && !connection.local();
        Map<String, Boolean> missing = new LinkedHashMap<>();
        missing.put("a key of another type", key.isEmpty());
        missing.put("a second key", other.isEmpty() && question.mentions("<other-id>"));
        missing.put("the template's distributions with error pages", elsewhere.isPresent() && host.isEmpty());
        missing.put("the template's function", needsFunction && introduced.header(VIEWER).isEmpty());
        missing.put("the address of the viewer", unknownViewer);
        missing.put("a host with letters", question.is("named") && !target.hostname().matches(".*[a-z].*"));
        Optional<String> first = missing.keySet().stream().filter(missing::get).findFirst();
        if (first.isPresent()) {
            return new Answer(question, Optional.empty(), Optional.empty(), Optional.of("it needs " + first.get()));
        }
        while (question.is("exact") && clock.instant().getNano() > LATEST_NANOS) {
            LockSupport.parkNanos(1_000_000);
        }
        Placeholders placeholders = new Placeholders(question, target, key.get(), other.map(AskingKey::id).orElse(""),
                clock.instant(), viewer.isEmpty() ? 0 : ByteBuffer.wrap(InetAddress.getByName(viewer).getAddress()).getInt());
        try {
            Connection asked = host.isEmpty() ? connection : Connection.to(target);
            return Answer.of(question, send(asked, question, placeholders), placeholders);
        } catch (IOException e) {
            return new Answer(question, Optional.of("no answer"),
                    Optional.of(placeholders.withoutSecrets(String.valueOf(e.getMessage()))), Optional.empty());
        }
    }

    private static RawResponse send(Connection asked, Question question, Placeholders placeholders) throws IOException {
        String path = placeholders.resolve(question.text("target").orElseThrow());
        List<String> headers = question.headers().stream().map(placeholders::resolve).toList();
        return asked.send(question.method(), path, headers, question.text("content").orElse(""));
    }
}
