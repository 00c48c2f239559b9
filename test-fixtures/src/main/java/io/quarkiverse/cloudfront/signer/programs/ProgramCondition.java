package io.quarkiverse.cloudfront.signer.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Disables tests whose programs are not installed, and lists them in the file that the build prints at its end.
 */
class ProgramCondition implements ExecutionCondition {

    static final String TOOLS = "tests.tools";
    static final String SKIPPED = "tests.skipped";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<Program> missing = AnnotationSupport.findAnnotation(context.getElement(), NeedsProgram.class)
                .map(NeedsProgram::value).stream().flatMap(Stream::of)
                .filter(program -> !isInstalled(program)).toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled(null);
        }
        String sentence = name(context) + " needs "
                + missing.stream().map(Program::describe).collect(Collectors.joining(" and "));
        if (context.getConfigurationParameter(TOOLS).filter("required"::equals).isPresent()) {
            throw new IllegalStateException(sentence);
        }
        context.getConfigurationParameter(SKIPPED).ifPresent(file -> append(Path.of(file), missing, name(context)));
        return ConditionEvaluationResult.disabled(sentence);
    }

    boolean isInstalled(Program program) {
        return program.find().isPresent();
    }

    private static String name(ExtensionContext context) {
        return Stream.concat(context.getTestClass().map(Class::getSimpleName).stream(),
                context.getTestMethod().map(method -> method.getName()).stream()).collect(Collectors.joining("."));
    }

    /** Appends all lines in one write, because builds may run modules at the same time. */
    private static void append(Path file, List<Program> missing, String test) {
        String lines = missing.stream().map(program -> program.describe() + "\t" + test + "\n").collect(Collectors.joining());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
