package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontNamespace;

/**
 * The cache policy of the documentation, which {@link SetupRules} compares with those of the templates, forwards the names of
 * downloads to S3. It is only needed if the application has downloads.
 */
class DownloadsTest {

    private static final Path GUIDE = Path.of("..", "docs", "modules", "ROOT", "pages", "downloads.adoc");
    private static final Pattern CONFIG = Pattern.compile("--cache-policy-config '(.*?)'", Pattern.DOTALL);
    private static final Pattern ITEMS = Pattern.compile("\\{\"Quantity\": 2,\\s*\"Items\": (\\[.*?])}");

    @Test
    void cachePolicy_forwardsWhatDownloadsAdd() {
        String added = URI.create(Download.attachment("a.pdf").contentType("application/pdf").of("/1")).getRawQuery();
        List<String> names = Stream.of(added.split("&")).map(parameter -> parameter.substring(0, parameter.indexOf('=')))
                .toList();
        assertThat(CloudFormation.map(documentedCachePolicy().get("ParametersInCacheKeyAndForwardedToOrigin"))
                .get("QueryStringsConfig")).isEqualTo(Map.of("QueryStringBehavior", "whitelist", "QueryStrings", names));
    }

    /** Without its name, and with lists as CloudFormation writes them. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> documentedCachePolicy() {
        try {
            Matcher config = CONFIG.matcher(Files.readString(GUIDE));
            assertThat(config.find()).isTrue();
            Map<String, Object> policy = new ObjectMapper().readValue(ITEMS.matcher(config.group(1)).replaceFirst("$1"),
                    Map.class);
            policy.remove("Name");
            return policy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void classThatCallsDownload_isFound() throws IOException {
        assertThat(GoLiveProcessor.usesDownloads(Index.of(CallsDownload.class))).isTrue();
    }

    @Test
    void classesOfTheExtension_areNotTheApplications() throws IOException {
        assertThat(GoLiveProcessor.usesDownloads(
                Index.of(CallsSigner.class, Download.class, CloudFrontNamespace.class, CloudFrontSigner.class))).isFalse();
    }

    static final class CallsDownload {

        String path() {
            return Download.attachment("a.pdf").of("/1");
        }
    }

    static final class CallsSigner {

        String path(CloudFrontSigner signer) {
            return signer.sign("/1");
        }
    }
}
