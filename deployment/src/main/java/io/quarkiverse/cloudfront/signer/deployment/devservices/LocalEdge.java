package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.net.URI;
import java.security.PublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.edge.CorsPolicy;
import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.deployment.marks.MarksSetup;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.edge.LocalRevocations;
import io.quarkus.dev.console.DevConsoleManager;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * The edge as a Dev Service. Its distribution requires signatures for all paths except those of the application, and has a
 * throw-away key pair for each signer.
 */
final class LocalEdge implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LocalEdge.class);

    private static final int TIMEOUT_SECONDS = 30;

    private static final List<String> REPLACED = List.of(SignerProperties.PUBLIC_KEY_LOCATION, SignerProperties.RELOAD_PERIOD,
            SignerProperties.COOKIES_DOMAIN);

    private final String id = UUID.randomUUID().toString();
    private final Settings settings;
    private final Map<String, DevSigner.Key> keys = new LinkedHashMap<>();
    private final Optional<EdgeMarks> marks;
    private final EdgeRequests requests = new EdgeRequests();

    private @Nullable Vertx vertx;
    private @Nullable Edge edge;

    LocalEdge(Settings settings) {
        this.settings = settings;
        this.marks = settings.marks().map(EdgeMarks::new);
    }

    /**
     * Starts the edge with its own class loader, because the edge's threads outlive the application's class loader.
     */
    void start() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LocalEdge.class.getClassLoader());
        try {
            startEdge();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void startEdge() {
        Map<String, PublicKey> trusted = new LinkedHashMap<>();
        for (Map.Entry<String, DevSigner> signer : settings.signers().entrySet()) {
            DevSigner.Key key = DevSigner.Key.generate(keys.size() + 1, signer.getKey(), signer.getValue().hash());
            keys.put(signer.getKey(), key);
            trusted.put(key.id(), key.pair().getPublic());
        }
        Distribution.Builder distribution = Distribution.builder(settings.origin().toOrigin())
                .defaultBehavior(CacheBehavior.restricted("*", new KeyGroup("dev-services", trusted)))
                .cors(CorsPolicy.LOOPBACK_WITH_CREDENTIALS).directories(true)
                .tenants(settings.signers().values().stream().anyMatch(signer -> signer.tenant().isPresent()));
        settings.rootObject().ifPresent(distribution::defaultRootObject);
        marks.ifPresent(each -> {
            distribution.marks(each.marks());
            DevConsoleManager.setGlobal(LocalRevocations.global(id), each.revocations());
        });
        application().addTo(distribution,
                settings.shown() ? ApplicationAddress.inDevMode(id) : ApplicationAddress.inTests(id));
        // no cache directory to clean up, enough threads for one developer, and no warnings if a busy machine loads classes
        // slowly
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(4)
                .setBlockedThreadCheckInterval(1).setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
        EdgeOptions options = EdgeOptions.defaults().withPort(settings.port()).withHttps(settings.https());
        edge = await(Edge.start(vertx, distribution.build(), settings.shown()
                ? options.withListener(event -> options.listener().andThen(requests).accept(EdgeMarks.named(event)))
                : options));
        LOG.infof("The local CloudFront edge is at %s and serves %s%s", shownUrl(), settings.origin().location(),
                application().exists() ? ", and the application at " + String.join(", ", application().paths()) : "");
    }

    /**
     * The URL for the log. If tenants have domains, it contains the placeholder, because URLs are never signed for the host
     * without a tenant.
     */
    private String shownUrl() {
        return settings.signers().entrySet().stream().filter(signer -> signer.getValue().tenant().isPresent())
                .map(signer -> url(signer.getKey())).findFirst().orElseGet(this::url);
    }

    private String url() {
        return Objects.requireNonNull(edge).url().toString();
    }

    private String url(String signer) {
        URI url = Objects.requireNonNull(edge).url();
        return Objects.requireNonNull(settings.signers().get(signer)).url(url.getScheme(), url.getRawAuthority());
    }

    /**
     * The ID of this edge.
     */
    String id() {
        return id;
    }

    boolean hasMarks() {
        return marks.isPresent();
    }

    EdgeRequests requests() {
        return requests;
    }

    Map<String, Object> summary() {
        return Map.of("url", url(), "origin", settings.origin().location(), "keyPairIds",
                keys.values().stream().map(DevSigner.Key::id).toList());
    }

    EdgeApplication application() {
        return settings.application();
    }

    /**
     * The properties for the signers without a key, by their full names.
     */
    Map<String, String> signerProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        keys.forEach((signer, key) -> {
            properties.put(SignerProperties.name(signer, SignerProperties.URL), url(signer));
            properties.put(SignerProperties.name(signer, SignerProperties.KEY_PAIR_ID), key.id());
            // written on one line, so that it can be passed to a launched process
            properties.put(SignerProperties.name(signer, SignerProperties.PRIVATE_KEY),
                    Base64.getEncoder().encodeToString(key.pair().getPrivate().getEncoded()));
            // cleared, because they may be configured for all profiles, for a real distribution and its key
            for (String property : REPLACED) {
                properties.put(SignerProperties.name(signer, property), "");
            }
        });
        marks.ifPresent(each -> properties.putAll(each.properties()));
        return properties;
    }

    /**
     * The properties that {@code CloudFrontEdge} reads in tests.
     */
    Map<String, String> ownProperties() {
        return Map.of("cloudfront-edge.url", url(), "cloudfront-edge.public-keys", publicKeys());
    }

    /**
     * The properties for tests, and for applications that tests launch as separate processes.
     */
    Map<String, String> testProperties() {
        Map<String, String> properties = signerProperties();
        properties.putAll(application().properties());
        properties.putAll(ownProperties());
        return properties;
    }

    /**
     * The description for Dev UI.
     */
    Map<String, String> description() {
        Map<String, String> description = signerProperties();
        description.keySet().removeIf(property -> !property.endsWith(SignerProperties.URL)
                && !property.endsWith(SignerProperties.KEY_PAIR_ID));
        return description;
    }

    /**
     * All public keys by their IDs: {@code ID=base64,ID=base64}.
     */
    private String publicKeys() {
        return keys.values().stream()
                .map(key -> key.id() + "=" + Base64.getEncoder().encodeToString(key.pair().getPublic().getEncoded()))
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        // empty, because this method does not accept null
        marks.ifPresent(each -> DevConsoleManager.setGlobal(LocalRevocations.global(id), Map.of()));
        Vertx started = vertx;
        if (started != null) {
            await((edge == null ? Future.<Void> succeededFuture() : edge.close()).eventually(() -> started.close()));
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the local CloudFront edge started or stopped", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The local CloudFront edge did not start or stop; is its port "
                    + "(quarkus.cloudfront-signer.devservices.port) taken?", e);
        }
    }

    /**
     * The settings of a local edge. If they change, the edge is restarted.
     *
     * @param signers the signers without a key, by name
     * @param port the port; 0 for a free port
     * @param marks the settings for marks; empty if the application does not use marks
     * @param shown whether Dev UI shows the edge's requests
     */
    record Settings(Map<String, DevSigner> signers, int port, EdgeOrigin origin, Optional<String> rootObject,
            EdgeApplication application, Optional<MarksSetup> marks, boolean https, boolean shown) {
    }
}
