package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.EventLoop;

class BrokenResponseTest {

    private final Exchange exchange = new Exchange();

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    @Test
    void http2Stream_isResetWithoutClosingItsConnection() {
        BrokenResponse.breakOff(exchange.context());

        assertThat(exchange.isBrokenOff()).isTrue();
        assertThat(exchange.isClosed()).isFalse();
    }

    @Test
    void http1Connection_isClosedWhereBlockingIsAllowed() {
        BrokenResponse.breakOff(exchange.http1().context());

        assertThat(exchange.isBrokenOff()).isTrue();
        assertThat(exchange.isClosed()).isTrue();
    }

    @Test
    void eventLoop_doesNotWaitForTheConnection() {
        EventLoop.run(() -> {
            BrokenResponse.breakOff(exchange.http1().context());
            return null;
        });

        assertThat(exchange.isBrokenOff()).isTrue();
        assertThat(exchange.isClosed()).isFalse();
    }

    @Test
    void responseThatHasBegun_isBrokenOffUnlessItIsAnErrorOrComplete() {
        exchange.begin(200).viewer().breakOff();
        assertThat(exchange.isBrokenOff()).isTrue();

        Exchange redirect = new Exchange().begin(303);
        redirect.viewer().breakOff();
        assertThat(redirect.isBrokenOff()).isTrue();

        Exchange error = new Exchange().begin(400);
        error.viewer().breakOff();
        assertThat(error.isBrokenOff()).isFalse();

        Exchange complete = new Exchange().respond(200);
        complete.viewer().breakOff();
        assertThat(complete.isBrokenOff()).isFalse();
    }
}
