package io.quarkiverse.cloudfront.signer.runtime.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.ValueRegistryImpl;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;

class ApplicationAddressRecorderTest {

    private static final URI ADDRESS = URI.create("http://localhost:54321");

    private final String edge = UUID.randomUUID().toString();

    /** One start of the application, until it stops. */
    private final class Run implements ShutdownContext {

        final ValueRegistry registry = ValueRegistryImpl.builder().build();
        private final List<Runnable> tasks = new ArrayList<>();

        Run() {
            new ApplicationAddressRecorder(new RuntimeValue<>(registry)).publish(edge, this);
        }

        void listen(URI address) {
            registry.register(HttpServer.LOCAL_BASE_URI, address);
        }

        void stop() {
            tasks.forEach(Runnable::run);
        }

        @Override
        public void addShutdownTask(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void addLastShutdownTask(Runnable task) {
            tasks.add(task);
        }
    }

    private Object published() {
        Object published = DevConsoleManager.getGlobal(ApplicationAddressRecorder.global(edge));
        return published instanceof Supplier<?> running ? running.get() : published;
    }

    @Test
    void address_isKnownWhenTheServerListens() {
        Run run = new Run();
        assertThat(published()).isEqualTo(Optional.empty());

        run.listen(ADDRESS);
        assertThat(published()).isEqualTo(Optional.of(ADDRESS));

        run.stop();
        assertThat(published()).isEqualTo(Optional.of(ADDRESS));
    }

    @Test
    void reload_keepsTheServer() {
        Run first = new Run();
        first.listen(ADDRESS);
        first.stop();

        Run second = new Run();
        assertThat(published()).isEqualTo(Optional.of(ADDRESS));
        second.stop();

        new Run();
        assertThat(published()).isEqualTo(Optional.of(ADDRESS));
    }

    @Test
    void reloadWithAnotherPort_hasTheNewAddress() {
        URI other = URI.create("http://localhost:54322");
        Run first = new Run();
        first.listen(ADDRESS);
        first.stop();

        new Run().listen(other);

        assertThat(published()).isEqualTo(Optional.of(other));
    }

    @Test
    void startAfterOneThatNeverListened_hasNoAddress() {
        new Run().stop();
        assertThat(published()).isEqualTo(Optional.empty());

        new Run();

        assertThat(published()).isEqualTo(Optional.empty());
    }
}
