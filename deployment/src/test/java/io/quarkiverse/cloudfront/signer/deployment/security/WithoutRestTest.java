package io.quarkiverse.cloudfront.signer.deployment.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A packaged application without Quarkus REST and without a security extension, whose beans sign.
 */
class WithoutRestTest {

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class, Start.class))
            .overrideConfigKey("quarkus.cloudfront-signer.allow-anonymous", "true")
            .setRuntimeProperties(Map.of(
                    "quarkus.http.port", "0",
                    "quarkus.cloudfront-signer.url", "https://media.example.com",
                    "quarkus.cloudfront-signer.key-pair-id", "K2JCJMDEHXQW5F",
                    "quarkus.cloudfront-signer.private-key", NewKey.p256()))
            .setRun(true);

    @Test
    void applicationWithoutRest_signs() {
        assertThat(TEST.getStartupConsoleOutput())
                .contains("begins with https://media.example.com/albums/a%2Fb/1.jpg?Policy=")
                .doesNotContain(" rest,");
    }

    @ApplicationScoped
    public static class Pictures {

        @SignedResource(resource = "/albums/{album}/*")
        List<String> of(String album) {
            return List.of("/albums/a%2Fb/1.jpg", "/albums/a%2Fb/2.jpg");
        }
    }

    public static class Start {

        void signed(@Observes StartupEvent event, Pictures pictures) {
            String url = pictures.of("a/b").get(0);
            Logger.getLogger(Start.class).infof("begins with %s", url.substring(0, url.indexOf('=') + 1));
        }
    }
}
