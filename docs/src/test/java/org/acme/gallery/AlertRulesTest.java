package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Prometheus accepts the alert rules of the documentation, and they are raised when they should be.
 */
@NeedsProgram(Program.PROMTOOL)
class AlertRulesTest {

    private static final Path RULES = Path.of("modules/ROOT/examples/alerts/cloudfront-signer.yaml").toAbsolutePath();

    @Test
    void rules_areRaisedAndOnlyThen(@TempDir Path directory) throws Exception {
        Path test = Files.writeString(directory.resolve("test.yaml"), """
                rule_files: [%s]
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                      - series: cloudfront_signer_failures_total{signer="media",reason="key_timeout",instance="a"}
                        values: "_x5 1x30"
                      - series: cloudfront_signer_failures_total{signer="media",reason="expired",instance="a"}
                        values: "7x9 8x30"
                      - series: cloudfront_signer_failures_total{signer="quiet",reason="expired",instance="a"}
                        values: "7x40"
                      - series: cloudfront_signer_key_next_seconds{signer="media",instance="a"}
                        values: "87000-60x40"
                      - series: cloudfront_signer_key_next_seconds{signer="quiet",instance="a"}
                        values: "%s"
                      - series: cloudfront_signer_probes_total{signer="tested",outcome="served",instance="a"}
                        values: "0x4 1x40"
                      - series: cloudfront_signer_probes_total{signer="tested",outcome="invalid_key",instance="a"}
                        values: "0x9 1x4 2x4 3x30"
                      - series: cloudfront_signer_gate_logins_total{gate="site",outcome="granted",instance="a"}
                        values: "0+1x40"
                      - series: cloudfront_signer_gate_logins_total{gate="site",outcome="refused_by_cloudfront",instance="a"}
                        values: "0+1x40"
                      - series: cloudfront_signer_gate_logins_total{gate="quiet",outcome="granted",instance="a"}
                        values: "0+9x40"
                      - series: cloudfront_signer_gate_logins_total{gate="quiet",outcome="refused_by_cloudfront",instance="a"}
                        values: "0+1x40"
                      - series: cloudfront_signer_revocations_total{outcome="not_stored",instance="replica"}
                        values: "0x9 1x100"
                      - series: cloudfront_signer_revocations_total{outcome="stored",instance="replica"}
                        values: "0+1x110"
                    promql_expr_test:
                      - {expr: 'ALERTS{instance="replica"}', eval_time: 9m, exp_samples: []}
                      - {expr: 'count by (alertname) (ALERTS{instance="replica"})', eval_time: 20m, exp_samples: [%s]}
                      - {expr: 'ALERTS{instance="replica"}', eval_time: 90m, exp_samples: []}
                      - {expr: 'count by (alertname) (ALERTS{gate="site"})', eval_time: 4m, exp_samples: [%s]}
                      - {expr: 'ALERTS{signer="tested"}', eval_time: 9m, exp_samples: []}
                      - {expr: 'count by (alertname) (ALERTS{signer="tested"})', eval_time: 20m, exp_samples: [%s]}
                      - {expr: 'ALERTS{signer="tested"}', eval_time: 40m, exp_samples: []}
                      - {expr: 'ALERTS{signer="media"}', eval_time: 14m, exp_samples: [%s, %s, %s]}
                      - {expr: 'ALERTS{signer="media"}', eval_time: 30m, exp_samples: [%s]}
                      - {expr: 'ALERTS{signer="quiet"} or ALERTS{gate="quiet"}', eval_time: 30m, exp_samples: []}
                """.formatted(RULES, "NaN ".repeat(40),
                "{labels: '{alertname=\"CloudFrontSignerRevocationLost\"}', value: 1}",
                "{labels: '{alertname=\"CloudFrontSignerGateRefused\"}', value: 1}",
                "{labels: '{alertname=\"CloudFrontSignerSelfTestFails\"}', value: 1}",
                media("KeyFails", "critical", ", reason=\"key_timeout\""), media("Fails", "warning", ", reason=\"expired\""),
                media("KeyStartsSoon", "warning", ""), media("KeyStartsSoon", "warning", "")));

        assertThat(promtool("check", "rules", RULES)).endsWith("SUCCESS: 6 rules found\n\n");
        assertThat(promtool("test", "rules", test)).contains("SUCCESS");
    }

    private static String media(String alert, String severity, String labels) {
        return "{labels: 'ALERTS{alertname=\"CloudFrontSigner%s\", alertstate=\"firing\", severity=\"%s\", signer=\"media\"%s}', value: 1}"
                .formatted(alert, severity, labels);
    }

    private static String promtool(String command, String subject, Path file) throws Exception {
        Process promtool = new ProcessBuilder(Program.PROMTOOL.path(), command, subject, file.toString())
                .redirectErrorStream(true).start();
        promtool.getOutputStream().close();
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(output).isZero();
        return output;
    }
}
