package io.quarkiverse.cloudfront.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawResponseTest {

    private static final String CODE = "<Error>\n<Code>InvalidKey</Code>";

    private static RawResponse parse(String text) throws IOException {
        return RawResponse.parse(text.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({ "200, served", "206, served", "299, served", "300, 300", "304, 304", "403, InvalidKey", "404, 404",
            "502, 502" })
    void answer_isTheCodeOfARefusal(int status, String answer) throws IOException {
        assertThat(parse("HTTP/1.1 " + status + " Reason||" + CODE).answer()).isEqualTo(answer);
        assertThat(parse("HTTP/1.0 " + status + "|A: b||" + CODE).status()).isEqualTo(status);
    }

    @Test
    void refusalWithoutACode_isItsStatus() throws IOException {
        assertThat(parse("HTTP/1.1 403 Forbidden||<html>").answer()).isEqualTo("403");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "'';The connection was closed without an answer",
            "HTTP/1.1 200 OK|;The answer is not HTTP",
            "HTTP/2 200||;The answer is not HTTP", "HTTP/1.1 2000||;The answer is not HTTP",
            "HTTP/1.1 600 ||;The answer is not HTTP",
            "SSH-2.0||;The answer is not HTTP" })
    void answerOfAnotherProtocol_isReported(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(IOException.class).hasMessage(message);
    }

    @Test
    void header_isFoundInAnyCase_butNotInTheBody() throws IOException {
        RawResponse response = parse("HTTP/1.1 200 OK|X-Viewer:  192.0.2.1 |B: c||D: e");

        assertThat(response.header("x-viewer")).contains("192.0.2.1");
        assertThat(response.header("b")).contains("c");
        assertThat(response.header("Viewer")).isEmpty();
        assertThat(response.header("d")).isEmpty();
        assertThat(response.body()).isEqualTo("D: e");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = { "6|hällo|0|| > hällo", "A|0123456789|4;name=value|more|0|| > 0123456789more",
            " 5 |hello|0|| > hello", "5|hel > hel", "5|hello| > hello", "5 > ''", "0|| > ''" })
    void chunks_areJoined(String chunks, String body) throws IOException {
        assertThat(parse("HTTP/1.1 200 OK|Transfer-Encoding: Chunked||" + chunks).body()).isEqualTo(body);
        assertThat(parse("HTTP/1.1 200 OK|Transfer-Encoding: gzip||" + chunks).body()).isEqualTo(chunks.replace("|", "\r\n"));
    }
}
