package io.quarkiverse.cloudfront.signer.deployment.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.deployment.LiveReloadResource;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * After a live reload, only the keys of the current configuration are read again.
 */
@Tag("nightly")
class KeyReloadLiveTest {

    private static final int PORT = FreePort.find();

    private static final Path KEY = key();

    @RegisterExtension
    static final QuarkusDevModeTest TEST = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClass(LiveReloadResource.class).addAsResource(new StringAsset("""
                    quarkus.http.port=%s
                    quarkus.cloudfront-signer.url=https://media.example
                    quarkus.cloudfront-signer.key-pair-id=K1
                    quarkus.cloudfront-signer.private-key-location=%s
                    quarkus.cloudfront-signer.reload-period=1s
                    # Qute's debugger, which this module's poms exclude
                    quarkus.arc.exclude-types=io.quarkus.qute.runtime.debug.DebugQuteEngineObserver
                    """.formatted(PORT, KEY)), "application.properties"))
            .setLogRecordPredicate(entry -> entry.getLevel().intValue() == Level.WARNING.intValue()
                    && entry.getLoggerName().startsWith("io.quarkiverse.cloudfront.signer.runtime.key"));

    private static Path key() {
        try {
            return Files.write(Files.createTempFile("private-key", ".der"),
                    NewKey.p256Pair().getPrivate().getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Each timer reports each problem once, with the key pair ID of its own configuration. Between two reports of one timer,
     * the other would report, too.
     */
    @Test
    void timerOfTheConfigurationBefore_isStopped() throws Exception {
        assertThat(url()).contains("Key-Pair-Id=K1");
        TEST.modifyResourceFile("application.properties", properties -> properties.replace("key-pair-id=K1", "key-pair-id=K2"));
        assertThat(url()).contains("Key-Pair-Id=K2");

        Files.delete(KEY);
        awaitWarnings(1);
        Path link = Files.createSymbolicLink(KEY, KEY.getFileName());
        awaitWarnings(2);
        Files.delete(link);
        awaitWarnings(3);

        assertThat(warnings()).allMatch(warning -> warning.endsWith("Key pair K2 stays in use"));
        assertThat(url()).contains("Key-Pair-Id=K2");
    }

    private static void awaitWarnings(int count) {
        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(warnings()).filteredOn(text -> text.contains("K2"))
                .hasSize(count));
    }

    private static List<String> warnings() {
        return TEST.getLogRecords().stream().map(new PatternFormatter("%s")::formatMessage).toList();
    }

    private static String url() {
        return given().port(PORT).get("/live").then().statusCode(200).extract().asString();
    }
}
