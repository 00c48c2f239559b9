package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.edge.CacheBehavior;
import io.quarkiverse.cloudfront.edge.CorsPolicy;
import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkus.deployment.builditem.Startable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * The edge as a Dev Service: one distribution, all of which needs a signature, and a throw-away key pair for each signer.
 */
final class LocalEdge implements Startable {

    private static final Logger LOG = Logger.getLogger(LocalEdge.class);

    private static final int TIMEOUT_SECONDS = 30;

    private final Map<String, HashAlgorithm> signers;
    private final int port;
    private final EdgeOrigin origin;
    private final boolean shown;
    private final Map<String, DevKey> keys = new LinkedHashMap<>();

    private Vertx vertx;
    private Edge edge;

    /**
     * @param shown whether Dev UI is there to show what it does
     */
    LocalEdge(Map<String, HashAlgorithm> signers, int port, EdgeOrigin origin, boolean shown) {
        this.signers = signers;
        this.port = port;
        this.origin = origin;
        this.shown = shown;
    }

    @Override
    public void start() {
        Map<String, PublicKey> trusted = new LinkedHashMap<>();
        for (Map.Entry<String, HashAlgorithm> signer : signers.entrySet()) {
            DevKey key = DevKey.generate(keys.size() + 1, signer.getKey(), signer.getValue());
            keys.put(signer.getKey(), key);
            trusted.put(key.id(), key.pair().getPublic());
        }
        Distribution distribution = Distribution.builder(origin.toOrigin())
                .defaultBehavior(CacheBehavior.restricted("*", new KeyGroup("dev-services", trusted)))
                .cors(CorsPolicy.loopbackWithCredentials())
                .build();
        // no cache directory to clean up, and threads enough for a developer
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(4)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
        EdgeRequests requests = new EdgeRequests();
        EdgeOptions options = EdgeOptions.defaults().withPort(port);
        edge = await(Edge.start(vertx, distribution,
                shown ? options.withListener(options.listener().andThen(requests)) : options));
        if (shown) {
            EdgeConsole.open(Map.of("url", getConnectionInfo(), "origin", origin.location(), "keyPairIds",
                    List.copyOf(trusted.keySet())), requests);
        }
        // Quarkus itself tells the address
        LOG.infof("The origin of the local CloudFront edge is %s", origin.location());
    }

    @Override
    public String getConnectionInfo() {
        return edge.url().toString();
    }

    @Override
    public String getContainerId() {
        return null;
    }

    String keyPairId(String signer) {
        return keys.get(signer).id();
    }

    /**
     * On one line, so that it survives the way into a launched process.
     */
    String privateKey(String signer) {
        KeyPair pair = keys.get(signer).pair();
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    }

    /**
     * All of them by their IDs: {@code ID=base64,ID=base64}.
     */
    String publicKeys() {
        return keys.values().stream()
                .map(key -> key.id() + "=" + Base64.getEncoder().encodeToString(key.pair().getPublic().getEncoded()))
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        if (shown) {
            EdgeConsole.close();
        }
        if (vertx != null) {
            await((edge == null ? Future.<Void> succeededFuture() : edge.close()).eventually(() -> vertx.close()));
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
}
