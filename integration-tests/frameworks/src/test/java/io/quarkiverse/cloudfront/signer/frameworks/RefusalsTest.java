package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.TimeoutError;
import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.frameworks.Refusal.How;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.json.JsonObject;

/**
 * Follows each refusal of a whole site in Chromium until nothing moves: through the application, the edge with its error pages,
 * the scripts of the gate, the login, and the provider. The logouts of three tenants are among the files of the gate.
 */
@Tag("nightly")
@NeedsProgram(Program.CHROMIUM)
class RefusalsTest {

    private static final String LANDING = "/docs/a.html";
    private static final String SESSION = "session";
    private static final Duration PATIENCE = Duration.ofMillis(BrowserExtension.PATIENCE_MILLIS);

    /** How many tabs of one browser are open at the same time. */
    private static final int TABS = 6;

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addPackage("io.quarkiverse.cloudfront.signer.applications.oidc")
                    .addClasses(RefusalPages.class, TestProvider.class, Refusal.class, How.class).addAsResource("refusals.csv"))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", origin())
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.application-paths",
                    "/docs/bye*,/docs/fc*,/docs/callback*,/docs/back*,/docs/app/*,/docs/shop/*,/docs/code/*")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.revoke-on", "logout,back-channel-logout")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/docs/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.landing", LANDING)
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"drafts\".resource", "/drafts/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"drafts\".roles-allowed", "editor")
            .overrideConfigKey("code-tenant.directory", "/docs/code")
            .overrideConfigKey("quarkus.oidc.logout.path", "/docs/bye")
            .overrideConfigKey("quarkus.oidc.logout.frontchannel.path", "/docs/fc")
            .overrideConfigKey("quarkus.oidc.logout.backchannel.path", "/docs/back")
            .overrideConfigKey("quarkus.oidc.authentication.redirect-path", "/docs/callback")
            .overrideConfigKey("quarkus.oidc.shop.auth-server-url", TestProvider.url())
            .overrideConfigKey("quarkus.oidc.shop.application-type", "web-app")
            .overrideConfigKey("quarkus.oidc.shop.client-id", "site")
            .overrideConfigKey("quarkus.oidc.shop.credentials.secret", "a-secret-of-at-least-thirty-two-characters")
            .overrideConfigKey("quarkus.oidc.shop.tenant-paths", "/docs/shop/*")
            .overrideConfigKey("quarkus.oidc.shop.logout.path", "/docs/shop/bye")
            .overrideConfigKey("quarkus.oidc.shop.logout.frontchannel.path", "/docs/shop/fc");

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String site;

    @Inject
    Grants grants;

    private final Map<String, Member> members = new HashMap<>();
    private final BrowserExtension browsers = new BrowserExtension();
    private HttpServer otherSite;
    private String foreign;

    private static String origin() {
        try {
            Path origin = Files.createTempDirectory("refusals");
            for (String page : List.of("docs/a.html", "drafts/x.html", "elsewhere/x.html")) {
                Files.createDirectories(origin.resolve(page).getParent());
                Files.writeString(origin.resolve(page), "<!DOCTYPE html><title>page</title><h1>" + page + "</h1>");
            }
            return origin.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        // another loopback address, which Linux has without configuration, and another site than localhost
        otherSite = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        otherSite.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        otherSite.start();
        foreign = "http://127.0.0.2:" + otherSite.getAddress().getPort() + "/";
    }

    @AfterEach
    void stop() {
        otherSite.stop(0);
        browsers.close();
    }

    /** A user of a tenant, whose session each row gets in a browser of its own. */
    private final class Member {

        private final String name = UUID.randomUUID().toString();
        private final String tenant;
        private final String state;
        private final String film;

        Member(String tenant) {
            this.tenant = tenant;
            try (BrowserContext context = browsers.newContext()) {
                logIn(context.newPage(), page());
                film = context.request().get(site + "/docs/" + tenant + "/film").text();
                Page page = context.newPage();
                page.navigate(site + LANDING);
                page.waitForCondition(() -> page.title().equals("page"));
                state = context.storageState();
            }
        }

        private String page() {
            return "/docs/" + tenant + "/page";
        }

        private void logIn(Page page, String path) {
            page.navigate(site + path);
            page.waitForURL(TestProvider.url() + "/authorize?**");
            String query = URI.create(page.url()).getRawQuery();
            String callback = URLDecoder.decode(query.replaceFirst(".*redirect_uri=([^&]*).*", "$1"), StandardCharsets.UTF_8);
            JsonObject code = new JsonObject().put("id", new JsonObject().put("sub", name).put("aud", "site")
                    .put("sid", SESSION).put("lives", GateVisitor.HOUR));
            page.navigate(callback + "?state=" + query.replaceFirst(".*state=([^&]*).*", "$1") + "&code="
                    + TestProvider.opaque(code));
            page.waitForURL(site + path);
        }

        BrowserContext browser(How how) {
            BrowserContext context = browsers.newContext(how == How.ANONYMOUS ? new Browser.NewContextOptions()
                    : new Browser.NewContextOptions().setStorageState(state));
            if (how == How.EXPIRED) {
                context.clearCookies(new BrowserContext.ClearCookiesOptions()
                        .setName(Pattern.compile("CloudFront-.*|q_cloudfront_.*")));
            }
            return context;
        }

        /** What another site must not change: the session, and access to files. Empty if all is as it was. */
        String changes(BrowserContext context) {
            String session = context.request().get(site + page()).text();
            return (session.equals(tenant) ? "" : "logged out ")
                    + (context.request().get(site + LANDING).status() == 200 ? "" : "cannot open files with cookies ")
                    + (context.request().get(film).status() == 200 ? "" : "revoked");
        }
    }

    /** Follows what the browser shows in a tab. */
    private static final class Tab {

        private final Page page;
        private final Traffic traffic;
        private volatile String shown = "";

        Tab(Page page, Traffic traffic) {
            this.page = page;
            this.traffic = traffic;
            page.onResponse(response -> {
                if (response.request().isNavigationRequest() && response.status() / 100 != 3) {
                    shown = response.status() + " " + response.url();
                }
            });
        }

        /** What it shows when nothing moves: as expected, or else after a while. */
        String rest(String expected) {
            try {
                page.waitForCondition(() -> shown.startsWith(expected),
                        new Page.WaitForConditionOptions().setTimeout(BrowserExtension.PATIENCE_MILLIS / 4.0));
            } catch (TimeoutError e) {
                return shown;
            }
            page.waitForCondition(traffic::hasSettled);
            return shown;
        }

        /** As a user does. */
        void reload() {
            shown = "";
            try {
                page.reload();
            } catch (PlaywrightException e) {
                // the browser shows a page of its own for an error without a body
            }
        }
    }

    /**
     * The requests of all tabs of a browser. The load states of tabs do not reliably tell when they have settled: a tab whose
     * navigation is aborted can stay busy forever.
     */
    private static final class Traffic {

        private static final long QUIET_NANOS = Duration.ofMillis(500).toNanos();

        private final List<String> requested = new ArrayList<>();
        private final Set<Request> navigations = new HashSet<>();
        private long last = System.nanoTime();

        Traffic(BrowserContext context) {
            context.onRequest(request -> {
                requested.add(request.url());
                if (request.isNavigationRequest()) {
                    navigations.add(request);
                }
                last = System.nanoTime();
            });
            context.onRequestFinished(this::finish);
            context.onRequestFailed(this::finish);
        }

        private void finish(Request request) {
            navigations.remove(request);
            last = System.nanoTime();
        }

        boolean reachedLogoutOfProvider() {
            return requested.stream().anyMatch(url -> url.startsWith(TestProvider.url() + "/end"));
        }

        boolean hasSettled() {
            return navigations.isEmpty() && System.nanoTime() - last > QUIET_NANOS;
        }
    }

    private void open(Page page, Refusal refusal) {
        page.navigate(refusal.how().isFromOtherSite() ? foreign : site + LANDING);
        String script = switch (refusal.how()) {
            case FORM -> "document.body.append(Object.assign(document.createElement('form'), {action: url, method: 'post'}));"
                    + " document.forms[0].submit()";
            case FRAME -> "document.body.append(Object.assign(document.createElement('iframe'), {src: url}))";
            default -> "document.body.append(Object.assign(document.createElement('a'), {href: url}));"
                    + " document.links[0].click()";
        };
        page.evaluate("url => { setTimeout(() => { " + script + " }) }", site + refusal.path());
    }

    private void assertRest(Member member, How how, List<Refusal> refusals, SoftAssertions softly) {
        for (List<Refusal> several : inParts(refusals, TABS)) {
            try (BrowserContext context = member.browser(how)) {
                Traffic traffic = new Traffic(context);
                Map<Refusal, Tab> tabs = new LinkedHashMap<>();
                several.forEach(refusal -> tabs.put(refusal, new Tab(context.newPage(), traffic)));
                tabs.forEach((refusal, tab) -> open(tab.page, refusal));
                tabs.forEach((refusal, tab) -> assertRest(refusal, tab, softly));
                if (how != How.FRAME && how != How.FORM) {
                    tabs.values().forEach(Tab::reload);
                    tabs.forEach((refusal, tab) -> assertRest(refusal, tab, softly));
                }
                softly.assertThat(traffic.reachedLogoutOfProvider()).as(several.toString()).isFalse();
                if (how.keepsAccess()) {
                    softly.assertThat(member.changes(context)).as(several.toString()).isEmpty();
                }
            }
        }
    }

    private void assertRest(Refusal refusal, Tab tab, SoftAssertions softly) {
        String expected = refusal.status() + " " + (refusal.rest().equals(Refusal.PROVIDER)
                ? TestProvider.url() + "/authorize?"
                : site + refusal.rest());
        softly.assertThat(tab.rest(expected)).as(refusal.toString()).startsWith(expected);
    }

    private static <T> List<List<T>> inParts(List<T> all, int size) {
        return IntStream.range(0, (all.size() + size - 1) / size)
                .mapToObj(part -> all.subList(part * size, Math.min(all.size(), (part + 1) * size))).toList();
    }

    private Member member(String tenant) {
        return members.computeIfAbsent(tenant, Member::new);
    }

    @Test
    void refusal_comesToRestAndChangesNothing() {
        SoftAssertions softly = new SoftAssertions();
        for (String tenant : List.of("app", "shop", "code")) {
            for (How how : How.values()) {
                List<Refusal> refusals = Refusal.all().stream().filter(each -> each.tenant().equals(tenant))
                        .filter(each -> each.how() == how).toList();
                if (how != How.REVOKED) {
                    assertRest(member(tenant), how, refusals, softly);
                } else if (!refusals.isEmpty()) {
                    assertRest(revoked(tenant), how, refusals, softly);
                }
            }
            assertNothingRevoked(member(tenant), softly);
        }
        softly.assertAll();
    }

    private Member revoked(String tenant) {
        Member revoked = new Member(tenant);
        grants.revoke(TestProvider.url(), revoked.name).await().atMost(PATIENCE);
        try (BrowserContext context = revoked.browser(How.REVOKED)) {
            await().atMost(PATIENCE).until(() -> context.request().get(revoked.film).status() == 403);
        }
        return revoked;
    }

    /** A page can do all of it at the same time. */
    @Test
    void pageOfAnotherSite_changesNothing() {
        SoftAssertions softly = new SoftAssertions();
        for (String tenant : List.of("app", "shop", "code")) {
            List<String> paths = Refusal.all().stream().filter(each -> each.tenant().equals(tenant)).map(Refusal::path)
                    .distinct().toList();
            for (List<String> several : inParts(paths, TABS)) {
                doAll(member(tenant), several, softly);
            }
            assertNothingRevoked(member(tenant), softly);
        }
        softly.assertAll();
    }

    private void doAll(Member member, List<String> paths, SoftAssertions softly) {
        try (BrowserContext context = member.browser(How.LINK)) {
            Traffic traffic = new Traffic(context);
            Page page = context.newPage();
            page.navigate(foreign);
            page.evaluate("""
                    urls => urls.forEach(url => {
                        const add = (name, properties, to = document.body) =>
                            to.appendChild(Object.assign(document.createElement(name), properties));
                        add('img', {src: url});
                        add('link', {rel: 'prefetch', href: url});
                        add('a', {href: url, target: '_blank'}).click();
                        for (const method of ['get', 'post']) {
                            const form = add('form', {action: url, method, target: '_blank'});
                            new URL(url).searchParams.forEach((value, name) => add('input', {name, value}, form));
                            form.submit();
                        }
                        open(url);
                    })""", paths.stream().map(path -> site + path).toList());
            page.waitForCondition(() -> context.pages().size() == 1 + 4 * paths.size() && traffic.hasSettled());
            softly.assertThat(traffic.reachedLogoutOfProvider()).as(paths.toString()).isFalse();
            softly.assertThat(member.changes(context)).as(paths.toString()).isEmpty();
        }
    }

    /** A revocation that follows is stored after those that a logout has begun. */
    private void assertNothingRevoked(Member member, SoftAssertions softly) {
        grants.revoke("https://nobody.example.com", "nobody").await().atMost(PATIENCE);
        try (BrowserContext context = member.browser(How.LINK)) {
            softly.assertThat(member.changes(context)).as("of " + member.tenant).isEmpty();
        }
    }
}
