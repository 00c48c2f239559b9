package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/**
 * A conditional expression does not decide between conditional expressions, because nobody sees at a glance which condition
 * leads where.
 */
class ConditionalsTest {

    @Test
    void conditionals_areNotChained() throws IOException {
        List<String> chained = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = Weight.published(Path.of(".."));
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                new Chains(unit, chained).scan(unit, null);
            }
        }

        assertThat(chained).as("Write a switch, early returns, or a variable with a name").isEmpty();
    }

    private static final class Chains extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final List<String> found;

        Chains(CompilationUnitTree unit, List<String> found) {
            this.unit = unit;
            this.found = found;
        }

        @Override
        public Void visitConditionalExpression(ConditionalExpressionTree tree, Void none) {
            if (isConditional(tree.getTrueExpression()) || isConditional(tree.getFalseExpression())) {
                found.add(unit.getSourceFile().getName() + ": " + tree);
            }
            return super.visitConditionalExpression(tree, none);
        }

        private static boolean isConditional(ExpressionTree tree) {
            return tree instanceof ParenthesizedTree inner ? isConditional(inner.getExpression())
                    : tree instanceof ConditionalExpressionTree;
        }
    }
}
