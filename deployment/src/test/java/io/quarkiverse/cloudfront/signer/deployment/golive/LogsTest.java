package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * The queries of the logs find why each request was refused. H2 runs that of Athena, with the functions of Athena that it does
 * not have.
 */
public class LogsTest {

    private static final String KEY = "K2JCJMDEHXQW5F";
    private static final List<Instant> HOURS = List.of(Instant.parse("2026-11-30T23:00:00Z"),
            Instant.parse("2028-02-29T23:00:00Z"));
    private static final String MARK = "kx3bq0vVn2mSdA1Z";

    private final List<Request> requests = new ArrayList<>();

    LogsTest() {
        for (String path : List.of("/albums/alps/1.svg", "/films/7.m3u8")) {
            for (int at = 0; at < 120; at += path.length()) {
                int minute = at % 60;
                Instant time = HOURS.get(at / 60).plusSeconds(minute * 60 + minute);
                long past = time.getEpochSecond() - minute;
                String signed = "&Signature=a-_~&Key-Pair-Id=" + KEY;
                add(time, path, "mark=" + MARK + ".x&Expires=" + (past + 60) + signed, "-", 206, KEY, "served");
                add(time, path, "mark=" + MARK + ".x&Expires=" + (past + 60) + signed, "-", 304, KEY, "served");
                add(time, path, "size=9&Expires=" + past + signed, "-", 403, KEY, "expired");
                add(time, path, "Expires=" + (past + 61) + signed, "-", 403, KEY, "Error");
                add(time, path, "Expires=1&Signature=a&Key-Pair-Id=KOTHER", "-", 403, "KOTHER", "unknown key pair");
                add(time, path, "Policy=" + policy(past) + signed, "-", 403, KEY, "expired in a policy");
                add(time, path, "Policy=" + policy(past + 61) + signed, "-", 403, KEY, "Error");
                add(time, path, "Policy=%" + signed, "-", 403, KEY, "Error");
                add(time, path, "-", "CloudFront-Expires=" + past + ";%20CloudFront-Key-Pair-Id=" + KEY, 403, KEY, "expired");
                add(time, path, "-", "theme=dark;%20CloudFront-Policy=" + policy(past) + ";%20CloudFront-Signature=a;%20"
                        + "CloudFront-Key-Pair-Id=" + KEY, 403, KEY, "expired in a policy");
                add(time, path, "MyKey-Pair-Id=K1", "theme=dark", 403, "", "no signature");
                add(time, path, "Expires=" + (past + 61) + signed, "-", 403, KEY, "ClientGeoBlocked");
                add(time, path, "Expires=" + (past + 61) + signed, "-", 404, KEY, "");
            }
        }
        Collections.shuffle(requests);
    }

    private void add(Instant time, String path, String query, String cookies, int status, String key, String reason) {
        requests.add(
                new Request(time.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd\tHH:mm:ss")), path,
                        query, cookies, status, key, reason));
    }

    private static String policy(long until) {
        return Base64.getEncoder().encodeToString(("{\"Statement\":[{\"Resource\":\"https://*>>>>>?????\",\"Condition\":"
                + "{\"DateLessThan\":{\"AWS:EpochTime\":" + until + "}}}]}").getBytes(StandardCharsets.UTF_8))
                .replace('+', '-').replace('=', '_').replace('/', '~');
    }

    @Test
    @NeedsProgram(Program.BASH)
    void scriptForFiles_countsTheReasons(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("runbooks.env"), "KEY_PAIR_IDS='" + KEY + " K3P2RLWVXEXAMP'\n"
                + "ADMIN_TOKEN=$(get-token) # replace\n");
        StringBuilder lines = new StringBuilder("#Version: 1.0\n");
        requests.forEach(request -> lines.append(request.line()));

        assertThat(refused(directory, lines.toString())).containsExactlyInAnyOrderElementsOf(expected("Error"));
    }

    @Test
    @NeedsProgram(Program.BASH)
    void logsOfAnotherFormat_areReported(@TempDir Path directory) throws Exception {
        assertThat(refused(directory, "{\"sc-status\":\"403\"}\n")).containsExactly("no request in the output format w3c");
    }

    private static List<String> refused(Path directory, String log) throws Exception {
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(directory.resolve("1.gz")))) {
            file.write(log.getBytes(StandardCharsets.UTF_8));
        }
        Process process = new ProcessBuilder(Program.BASH.path(), "-ec", Contents.text(Contents.hostile(), "awk"))
                .directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output.lines().toList();
    }

    @Test
    void queryForAthena_countsTheReasons() throws Exception {
        String sql = Contents.text(Contents.known(), "Athena");
        assertThat(rows(sql.substring(sql.indexOf("SELECT")))).containsExactlyInAnyOrderElementsOf(expected("expired"));
    }

    @Test
    void queryForAthena_findsTheFilesOfAUser() throws Exception {
        String sql = Contents.text(Contents.marks(), "Athena");
        assertThat(rows(sql.substring(sql.indexOf("SELECT pseudonym"))))
                .hasSameSizeAs(requests.stream().filter(request -> request.status < 400).toList())
                .allMatch(row -> row.matches(MARK + "\t(2026-11-30|2028-02-29)\t23:.*"));
    }

    private List<String> expected(String reasonOfExpiredPolicies) {
        Map<String, Integer> counts = new TreeMap<>();
        requests.stream().filter(request -> request.status != 404).forEach(request -> counts.merge(
                request.time.substring(0, 13).replace('\t', ' ') + "\tmedia.example.com/" + request.path.split("/")[1] + "\t"
                        + request.key + "\t"
                        + request.reason.replace("expired in a policy", reasonOfExpiredPolicies),
                1, Integer::sum));
        return counts.entrySet().stream().map(row -> row.getKey() + "\t" + row.getValue()).toList();
    }

    private List<String> rows(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection
                        .createStatement()) {
            for (String function : List.of("regexp_extract", "from_base64", "from_utf8", "from_iso8601_timestamp",
                    "to_unixtime")) {
                statement.execute("CREATE ALIAS " + function + " FOR '" + LogsTest.class.getName() + "." + function + "'");
            }
            statement.execute("CREATE ALIAS TRY FOR '" + LogsTest.class.getName() + ".same'");
            statement
                    .execute("CREATE TABLE gallery_logs (\"day\" varchar, \"date\" varchar, \"time\" varchar, \"c-ip\" varchar,"
                            + " \"x-host-header\" varchar, \"cs-uri-stem\" varchar, \"cs-uri-query\" varchar, \"cs(cookie)\" varchar,"
                            + " \"sc-status\" varchar, \"sc-bytes\" varchar, \"x-edge-detailed-result-type\" varchar)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO gallery_logs VALUES ('2026/11/30', ?, ?, "
                    + "'192.0.2.1', 'media.example.com', ?, ?, ?, ?, '9', ?)")) {
                for (Request request : requests) {
                    String[] time = request.time.split("\t");
                    Object[] values = { time[0], time[1], request.path, request.query, request.cookies, request.status,
                            request.detail() };
                    for (int i = 0; i < values.length; i++) {
                        insert.setObject(i + 1, "-".equals(values[i]) ? null : values[i]);
                    }
                    insert.execute();
                }
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(query.substring(0, query.indexOf(";\n")))) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(Objects.requireNonNullElse(result.getString(i), ""));
                    }
                    rows.add(String.join("\t", row));
                }
            }
            return rows;
        }
    }

    public static String regexp_extract(String text, String pattern, int group) {
        Matcher matcher = Pattern.compile(pattern).matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(group) : null;
    }

    public static String regexp_extract(String text, String pattern) {
        return regexp_extract(text, pattern, 0);
    }

    public static byte[] from_base64(String text) {
        try {
            return text == null ? null : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public static String from_utf8(byte[] text) {
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }

    public static String same(String text) {
        return text;
    }

    public static String from_iso8601_timestamp(String text) {
        return text;
    }

    public static double to_unixtime(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    private record Request(String time, String path, String query, String cookies, int status, String key, String reason) {

        String detail() {
            return reason.equals("ClientGeoBlocked") ? reason : status == 206 ? "Hit" : "Error";
        }

        /** The 33 fields of standard logs, in the order of AWS's Developer Guide. */
        String line() {
            return String.join("\t", time, "FRA50-P1", "9", "192.0.2.1", "GET", "d111111abcdef8.cloudfront.net", path,
                    status + "", "-", "curl/8", query, cookies, "Error", "id==", "media.example.com", "https", "9", "0.001",
                    "-",
                    "TLSv1.3", "TLS_AES_128_GCM_SHA256", "Error", "HTTP/2.0", "-", "-", "4711", "0.001", detail(), "text/xml",
                    "9",
                    "-", "-") + "\n";
        }
    }
}
