package io.quarkiverse.cloudfront.signer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Names of files that consist of what could be dangerous, among it all characters that Unicode replaces with such ones.
 */
final class NameOfAttacker {

    private static final String DANGEROUS = "/\\.\"%?=:;$ \r\n\t\0\u0085\u2028\u202E\u2066\u200B\u200C\u200D\uFEFF\u00AD";
    private static final String[] PARTS = { "..", "con", "NUL", "com1", ".exe", ".pdf", "=?utf-8?q?", "?=", "%2F..%5c", "%25",
            "%E2%80%AE",
            "\uDBFF\uDFFF", "\uD800", "\uDC00", "\uD83D\uDC68\u200D\uD83D\uDC69", "e\u0301", "UTF-8''", "\"; filename=\"x" };

    private static final int[] REPLACED_WITH_DANGEROUS_ONES = Normalized.of(DANGEROUS);
    private static final int[] EXPANDING = Normalized.longerThan(3);

    private NameOfAttacker() {
    }

    static String random(Random random) {
        StringBuilder name = new StringBuilder();
        int repeated = random.nextInt(4) == 0 ? 100 : 1;
        for (int parts = random.nextInt(12); parts >= 0; parts--) {
            name.append(part(random).repeat(1 + random.nextInt(repeated)));
        }
        return name.toString();
    }

    private static String part(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> Character.toString(DANGEROUS.charAt(random.nextInt(DANGEROUS.length())));
            case 1 -> PARTS[random.nextInt(PARTS.length)];
            case 2 -> Character.toString(REPLACED_WITH_DANGEROUS_ONES[random.nextInt(REPLACED_WITH_DANGEROUS_ONES.length)]);
            case 3 -> Character.toString(EXPANDING[random.nextInt(EXPANDING.length)]);
            case 4 -> Character.toString(random.nextInt(0x110000));
            default -> Character.toString(random.nextInt(0x80));
        };
    }

    /** Characters by what compatibility normalization makes of them. */
    private static final class Normalized {

        static int[] of(String characters) {
            List<Integer> found = new ArrayList<>();
            for (int character = 0x80; character < 0x110000; character++) {
                String compatible = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD);
                if (compatible.chars().anyMatch(c -> characters.indexOf(c) >= 0)) {
                    found.add(character);
                }
            }
            return found.stream().mapToInt(Integer::intValue).toArray();
        }

        static int[] longerThan(int length) {
            List<Integer> found = new ArrayList<>();
            for (int character = 0x80; character < 0x110000; character++) {
                if (Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD).length() > length) {
                    found.add(character);
                }
            }
            return found.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
