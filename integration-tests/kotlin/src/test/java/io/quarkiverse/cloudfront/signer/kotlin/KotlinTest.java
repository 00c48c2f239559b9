package io.quarkiverse.cloudfront.signer.kotlin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.ValidatableResponse;

/**
 * An application in Kotlin. Its event loop has one thread, which must not be blocked.
 */
class KotlinTest {

    private static final String LAKE = "/albums/alps/lake.jpg (signed)";
    private static final String SNOW = "/albums/alps/snow.jpg (signed)";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addPackage(KotlinTest.class.getPackage()).addPackage("org.acme.gallery")
                    .addPackage("org.acme").addAsResource("application.properties"));

    private static ValidatableResponse get(String path) {
        return given().auth().preemptive().basic("alice", "alice").redirects().follow(false).get(path).then();
    }

    private static String body(String path) {
        return SignedUrls.marked(get(path).statusCode(200).extract().asString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "immediate", "delayed", "elsewhere", "response", "rest-response", "granted/alps" })
    void suspendFunction_isSigned(String path) {
        assertThat(body("/suspend/" + path)).isEqualTo(LAKE);
    }

    @Test
    void suspendFunctionWithContainer_isSigned() {
        assertThat(body("/suspend/list")).isEqualTo("[\"" + LAKE + "\",\"" + SNOW + "\"]");
        assertThat(body("/suspend/map")).isEqualTo("{\"lake\":\"" + LAKE + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "redirect", "thrown" })
    void suspendFunctionWithRedirect_hasSignedLocation(String path) {
        assertThat(SignedUrls.marked(get("/suspend/" + path).statusCode(303).extract().header("Location"))).isEqualTo(LAKE);
    }

    @Test
    void suspendFunctionWithResource_grantsThePathParameter() {
        String url = get("/suspend/granted/alps").extract().asString();
        assertThat(SignedUrls.resource(url)).endsWith("/albums/alps/*");
    }

    @ParameterizedTest
    @CsvSource({ "nothing, 204", "unit, 204", "failing, 409", "unsignable, 500" })
    void suspendFunctionWithoutUrl_hasStatus(String path, int status) {
        assertThat(get("/suspend/" + path).statusCode(status).extract().asString()).doesNotContain("elsewhere.example");
    }

    @Test
    void anonymousCall_isRejected() {
        for (String path : new String[] { "/suspend/delayed", "/flow/urls", "/fields/suspend", "/beans/inherited",
                "/beans/cookies/suspend", "/albums/alps/pictures" }) {
            String body = given().get(path).then().statusCode(401).extract().asString();
            assertThat(body).as(path).doesNotContain("/albums/");
        }
        get("/suspend/admins").statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = { "urls", "elsewhere", "granted" })
    void flow_isSigned(String path) {
        assertThat(body("/flow/" + path)).contains(LAKE, SNOW);
    }

    @Test
    void flowOfEvents_isSigned() {
        assertThat(body("/flow/events")).isEqualTo("data:" + LAKE + "\n\ndata:" + SNOW + "\n\n");
    }

    @Test
    void flowOfLists_isSigned() {
        assertThat(body("/flow/lists")).contains(LAKE, SNOW);
        assertThat(body("/flow/empty")).doesNotContain("albums");
    }

    @Test
    void flowThatCannotBeSigned_fails() {
        assertThat(get("/flow/unsignable").statusCode(500).extract().asString()).doesNotContain("elsewhere.example");
    }

    @Test
    void redirectThatAFlowThrows_isSigned() {
        assertThat(get("/flow/thrown").statusCode(303).extract().header("Location")).contains("Signature=");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/flow/cookies", "/beans/cookies", "/beans/cookies/suspend" })
    void functionWithCookies_setsThem(String path) {
        assertThat(get(path).extract().cookies()).containsKeys("CloudFront-Policy", "CloudFront-Signature");
    }

    @Test
    void suspendFunctionThatFails_setsNoCookies() {
        assertThat(get("/beans/cookies/failing").statusCode(409).extract().cookies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "/fields/suspend; {\"title\":\"Lake\",\"url\":\"" + LAKE + "\"}",
            "/fields/nullable; {\"url\":null,\"thumbnail\":\"" + LAKE + "\"}",
            "/fields/sealed; [{\"@type\":\"Still\",\"url\":\"" + LAKE + "\"},{\"@type\":\"Nothing\"}]",
    })
    void property_isSigned(String path, String expected) {
        assertThat(body(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/fields/list", "/flow/fields" })
    void eachProperty_isSigned(String path) {
        assertThat(body(path)).contains("\"url\":\"" + LAKE + "\"", "\"url\":\"" + SNOW + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "inherited", "flow", "concurrent", "value-class", "internal", "default" })
    void otherFunction_isSigned(String path) {
        assertThat(body("/beans/" + path)).contains(LAKE).doesNotContain("\"/albums/alps/lake.jpg\"");
    }

    /** The sample of the documentation. */
    @Test
    void sample_isSigned() {
        assertThat(body("/albums/alps/pictures")).contains("/albums/alps/mirror-lake.jpg (signed)",
                "/albums/alps/first%20snow.jpg (signed)");
        assertThat(body("/albums/alps/cover")).contains("\"image\":\"/albums/alps/mirror-lake.jpg (signed)\"");
        assertThat(body("/albums/alps/slideshow")).contains("data:/albums/alps/mirror-lake.jpg (signed)");
        given().auth().preemptive().basic("alice", "alice").post("/albums/alps/session").then().statusCode(204)
                .cookie("CloudFront-Policy");
        given().auth().preemptive().basic("alice", "alice").post("/albums/closed/session").then().statusCode(403);
    }

    /** The generated application. */
    @Test
    void codestart_isSigned() {
        assertThat(get("/pictures").statusCode(200).extract().asString()).contains("/pictures/mirror-lake.svg?", "Signature=");
    }
}
