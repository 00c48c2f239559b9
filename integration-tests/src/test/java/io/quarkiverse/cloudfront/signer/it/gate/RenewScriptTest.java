package io.quarkiverse.cloudfront.signer.it.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;

import io.quarkiverse.cloudfront.signer.it.gate.GateStub.Received;

/**
 * The script that renews signed cookies while somebody watches. Its size is limited, so it has no comments: {@code good} is the
 * time of the last success, {@code due} that of the next request, both shared by all tabs, and {@code bad} counts the failures
 * since. {@code quit} stops the request that is under way. An element's property {@code key} is the success after which it was
 * loaded again, and {@code src} whether it paused.
 */
class RenewScriptTest extends GateBrowser {

    private static final int LIFETIME = 300;
    private static final long MINUTE = 60_000;
    /** Where the browser's clock stands until a test forwards it. */
    private static final long NOW = 1_795_000_000_000L;

    @BeforeEach
    void answerRenewals() {
        stub.renew(GateStub.RENEW, LIFETIME);
        context.clock().install(new Clock.InstallOptions().setTime(NOW - 60 * MINUTE));
        context.clock().pauseAt(NOW);
    }

    @Test
    void script_isAtMostTwoKilobytes() {
        assertThat(GateStub.resource("renew.js").getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void openPage_renewsImmediatelyAndAtTwoThirdsOfTheLifetime() {
        open("/page");
        awaitRenewals(1);
        assertThat(renewals()).extracting(Received::method, Received::cookies, Received::requestedWith)
                .containsExactly(tuple("POST", "", "cloudfront-signer"));

        forward(190_000);
        awaitRenewals(1);
        forward(12_000);
        awaitRenewals(2);
        assertThat(renewals().get(1).cookies()).isEqualTo("granted=yes");
        forward(190_000);
        awaitRenewals(2);
        forward(12_000);
        awaitRenewals(3);
    }

    @Tag("nightly")
    @Test
    void nextPage_doesNotRenewBeforeItIsDue() {
        open("/page");
        awaitRenewals(1);
        open("/page?next");
        awaitRenewals(1);
        forward(202_000);
        awaitRenewals(2);
    }

    @Tag("nightly")
    @Test
    void clockTurnedBack_renewsImmediately() {
        open("/page");
        awaitRenewals(1);
        page.evaluate("key => localStorage[key] = [Date.now() + 3600e3, Date.now() + 7200e3]", key());
        open("/page?next");
        awaitRenewals(2);
    }

    @Test
    void hiddenPage_renewsWhenItIsVisibleAgain() {
        open("/page");
        awaitRenewals(1);
        setHidden(true);
        forward(60 * MINUTE);
        awaitRenewals(1);
        setHidden(false);
        awaitRenewals(2);
    }

    @Tag("nightly")
    @Test
    void pageOpenedInTheBackground_doesNotRenew() {
        page.addInitScript("Object.defineProperty(document, 'hidden', {get: () => true, configurable: true})");
        open("/page");
        settle(page);
        forward(60 * MINUTE);
        awaitRenewals(0);
        setHidden(false);
        awaitRenewals(1);
    }

    @Test
    void hiddenPageThatPlays_renews() {
        stub.page("/page", "<audio src=\"/sound.wav\" muted loop></audio>");
        open("/page");
        awaitRenewals(1);
        page.evaluate("() => document.querySelector('audio').play()");
        setHidden(true);
        forward(202_000);
        awaitRenewals(2);
        page.evaluate("() => document.querySelector('audio').pause()");
        forward(60 * MINUTE);
        awaitRenewals(2);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = { "pageshow", "online" })
    void wakeUp_renewsIfDue(String event) {
        open("/page");
        awaitRenewals(1);
        dispatch(event);
        awaitRenewals(1);
        context.clock().setSystemTime(NOW + 60 * MINUTE);
        dispatch(event);
        awaitRenewals(2);
    }

    /** Browsers show it without asking anybody, also after a logout, whatever the logout clears. */
    @Test
    void pageThatTheBrowserHadInMemory_asksForTheSession() {
        open("/page");
        awaitRenewals(1);
        stub.answer(GateStub.RENEW, 401);

        page.evaluate("() => { window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})) }");

        page.waitForURL(url -> url.contains(GateStub.LOGIN));
        assertThat(renewals()).hasSize(2);
    }

    @Tag("nightly")
    @Test
    void tabWithoutLocksOrStorage_renewsByItself() {
        page.addInitScript("Object.defineProperty(window, 'localStorage', {get: () => { throw new Error('blocked') }});"
                + "Object.defineProperty(navigator, 'locks', {value: undefined})");
        page.navigate(stub.url("/page"));
        page.waitForCondition(() -> renewals().size() == 1);
        page.waitForCondition(() -> !context.cookies().isEmpty());
        forward(202_000);
        page.waitForCondition(() -> renewals().size() == 2);
    }

    @Test
    void failedPictures_areRetriedOnceAfterTheRenewal() {
        stub.answer(GateStub.RENEW, 503);
        stub.page("/page", "<img src=\"/private/a.png\" alt=\"\"><img src=\"/missing.jpg\" alt=\"\"><img alt=\"\">");
        open("/page");
        awaitFailed(0);
        awaitFailed(1);
        settle(page);
        stub.renew(GateStub.RENEW, LIFETIME);
        forward(5_000);
        awaitLoaded(0);
        awaitFailed(1);
        assertThat(stub.requests("/private/a.png")).hasSize(2);

        settle(page);
        int renewals = renewals().size();
        assertThat(stub.requests("/missing.jpg")).hasSize(2);
        forward(MINUTE);
        awaitRenewals(renewals);
        assertThat(stub.requests("/missing.jpg")).hasSize(2);
        assertThat(page.locator("img").nth(2).getAttribute("src")).as("an image without a source").isNull();
    }

    @Tag("nightly")
    @Test
    void pictureThatFailsLater_renewsEarlyButNotMoreThanOnceInFiveSeconds() {
        open("/page");
        awaitRenewals(1);
        context.clearCookies();
        page.evaluate("() => document.body.append(Object.assign(new Image(), {src: '/private/a.png'}))");
        page.waitForCondition(() -> stub.requests("/private/a.png").size() == 1);
        forward(5_000);
        awaitRenewals(2);
        awaitLoaded(0);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = { "<audio src=\"/private/a.wav\" muted></audio>",
            "<audio muted><source src=\"/private/a.wav\" type=\"audio/wav\"></audio>" })
    void failedMedia_continuesWhereItWas(String audio) {
        stub.answer(GateStub.RENEW, 503);
        open("/page");
        page.evaluate("""
                html => {
                    document.body.innerHTML = html;
                    const audio = document.querySelector('audio');
                    audio.currentTime = 20;
                    audio.play().catch(() => {});
                }""", audio);
        page.waitForCondition(() -> (boolean) page.evaluate("() => document.querySelector('audio').networkState === 3"));
        settle(page);
        stub.renew(GateStub.RENEW, LIFETIME);
        forward(5_000);
        page.waitForCondition(() -> (boolean) page.evaluate("() => document.querySelector('audio').readyState >= 3"));
        assertThat(page.evaluate("() => document.querySelector('audio').currentTime >= 20")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 499, 302 })
    void endedSession_leadsToTheLoginAndBack(int status) {
        stub.answer(GateStub.RENEW, status);
        stub.page("/a page/ä.html", "");
        page.navigate(stub.url("/a%20page/%C3%A4.html?q=1%2B2&r=a+b#part-3?x=&y"));
        page.waitForURL(url -> url.contains(GateStub.LOGIN));
        assertThat(page.url())
                .isEqualTo(stub.url(login("%2Fa%2520page%2F%25C3%25A4.html%3Fq%3D1%252B2%26r%3Da%2Bb%23part-3%3Fx%3D%26y")));
        assertThat(renewals()).hasSize(1);
    }

    @Test
    void sessionEndedAgain_leadsToTheLoginAfterHalfAMinute() {
        stub.answer(GateStub.RENEW, 401);
        page.navigate(stub.url("/page"));
        page.waitForURL(url -> url.contains(GateStub.LOGIN));
        open("/page");
        int renewals = 1;
        for (int seconds : List.of(2, 2, 4, 6, 8)) {
            forward(seconds * 1_000);
            awaitRenewals(++renewals);
            assertThat(page.url()).isEqualTo(stub.url("/page"));
        }

        forward(10_000);
        page.waitForURL(url -> url.contains(GateStub.LOGIN));
    }

    @Tag("nightly")
    @Test
    void sessionEndedInTheBackground_leadsToTheLoginWhenThePageIsVisible() {
        stub.page("/page", "<audio src=\"/sound.wav\" muted loop></audio>");
        open("/page");
        awaitRenewals(1);
        page.evaluate("() => document.querySelector('audio').play()");
        setHidden(true);
        stub.answer(GateStub.RENEW, 401);
        forward(202_000);
        awaitRenewals(2);
        assertThat(page.url()).isEqualTo(stub.url("/page"));
        forward(3_000);
        awaitRenewals(3);
        setHidden(false);
        forward(5_000);
        page.waitForURL(url -> url.contains(GateStub.LOGIN));
    }

    @Test
    void refusedUser_isNotAskedAgain() {
        stub.answer(GateStub.RENEW, 403);
        open("/page");
        awaitRenewals(1);
        forward(60 * MINUTE);
        setHidden(true);
        setHidden(false);
        dispatch("online");
        awaitRenewals(1);
        assertThat(page.url()).isEqualTo(stub.url("/page"));
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(ints = { 200, 404, 429, 500 })
    void failure_isRepeatedLessAndLessOften(int status) {
        stub.answer(GateStub.RENEW, status);
        open("/page");
        listen(page);
        awaitRenewals(1);
        forward(1_999);
        awaitRenewals(1);
        forward(1);
        awaitRenewals(2);
        forward(3_999);
        awaitRenewals(2);
        forward(1);
        awaitRenewals(3);
        dispatch("error");
        awaitRenewals(3);

        stub.renew(GateStub.RENEW, LIFETIME);
        forward(6_000);
        awaitRenewals(4);
        page.waitForCondition(() -> renewedEvents(page) == 1);
        forward(199_000);
        awaitRenewals(4);
    }

    /** The page may lead to the logout, and the renewal's cookies would arrive after the logout has cleared them. */
    @Test
    void renewalUnderWay_isStoppedWhenTheUserLeavesThePage() {
        AtomicInteger started = new AtomicInteger();
        AtomicInteger stopped = new AtomicInteger();
        page.route("**" + GateStub.RENEW, route -> started.incrementAndGet());
        page.onRequestFailed(request -> stopped.incrementAndGet());
        page.navigate(stub.url("/page"));
        page.waitForCondition(() -> started.get() == 1);
        assertThat(stopped).hasValue(0);

        dispatch("beforeunload");

        page.waitForCondition(() -> stopped.get() == 1);
    }

    @Test
    void networkFailure_isRepeated() {
        AtomicInteger attempts = new AtomicInteger();
        page.route("**" + GateStub.RENEW, route -> {
            attempts.incrementAndGet();
            route.abort("internetdisconnected");
        });
        open("/page");
        assertThat(attempts).hasValue(1);
        forward(1_999);
        assertThat(attempts).hasValue(1);
        forward(1);
        settle(page);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void namedMethods_areRequestedInsteadOfTheGate() {
        stub.renew("/api/a", 600);
        stub.renew("/api/b", LIFETIME);
        stub.page("/page", "", "<script src=\"/private-access/renew.js\" data-renew=\"/api/a /api/b\" defer></script>");
        open("/page");
        page.waitForCondition(() -> stub.requests("/api/b").size() == 1);
        settle(page);
        assertThat(stub.requests("/api/a")).extracting(Received::method, Received::requestedWith)
                .containsExactly(tuple("GET", "cloudfront-signer"));
        forward(202_000);
        page.waitForCondition(() -> stub.requests("/api/b").size() == 2);
        assertThat(stub.requests("/api/a")).hasSize(2);
        awaitRenewals(0);
    }

    @Tag("nightly")
    @Test
    void gateInAdditionToNamedMethods_isRenewedToo() {
        stub.renew("/api/a", 600);
        stub.page("/page", "", "<script src=\"/private-access/renew.js\" data-renew=\"renew /api/a\" defer></script>");
        open("/page");
        page.waitForCondition(() -> stub.requests("/api/a").size() == 1);
        awaitRenewals(1);
        assertThat(stub.requests("/api/a")).extracting(Received::method).containsExactly("GET");
        assertThat(renewals()).extracting(Received::method).containsExactly("POST");
    }

    @Test
    void applicationOnAnotherHost_isAskedWithCredentials() {
        stub.page("/page", "", "<script src=\"" + stub.otherOrigin("/private-access/renew.js") + "\" defer></script>");
        open("/page");
        page.waitForCondition(() -> renewals().stream().filter(request -> request.method().equals("POST")).count() == 1);
        settle(page);
        listen(page);
        forward(202_000);
        page.waitForCondition(() -> renewedEvents(page) == 1);
    }

    private void open(String path) {
        page.navigate(stub.url(path));
        settle(page);
    }

    private void forward(long milliseconds) {
        context.clock().fastForward(milliseconds);
    }

    private void setHidden(boolean hidden) {
        page.evaluate("hidden => { Object.defineProperty(document, 'hidden', {get: () => hidden, configurable: true});"
                + " document.dispatchEvent(new Event('visibilitychange', {bubbles: true})) }", hidden);
    }

    private void dispatch(String event) {
        page.evaluate("event => { window.dispatchEvent(new Event(event)) }", event);
    }

    private static void listen(Page page) {
        page.evaluate("() => { window.renewed = 0; document.addEventListener('cloudfront-signer:renewed', () => renewed++) }");
    }

    private static int renewedEvents(Page page) {
        return (int) page.evaluate("() => window.renewed");
    }

    private void awaitLoaded(int picture) {
        page.waitForCondition(() -> (boolean) page.locator("img").nth(picture).evaluate("image => image.naturalWidth > 0"));
    }

    private void awaitFailed(int picture) {
        page.waitForCondition(() -> (boolean) page.locator("img").nth(picture)
                .evaluate("image => image.complete && image.naturalWidth === 0"));
    }

    private String key() {
        return stub.url("/private-access/renew.js") + "renew";
    }
}
