package dev.seaworthy.harness;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtime;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Libraries by their Maven coordinates ({@code group:artifact:version}, or {@code group:artifact:extension:classifier:version}),
 * each with what it needs to run, from the local repository or, the first time, from Maven Central. Thread-safe.
 */
final class Artifacts {

    private static final Map<Set<String>, List<Path>> KNOWN = new ConcurrentHashMap<>();

    private Artifacts() {}

    /** The jars of all of them, as one class path: of two versions of a library, the one nearest to what is named. */
    static List<Path> resolve(Set<String> coordinates) {
        return KNOWN.computeIfAbsent(Set.copyOf(coordinates), all -> find(coordinates));
    }

    /** The one jar. */
    static synchronized Path alone(String coordinates) {
        Runtime runtime = Runtimes.INSTANCE.getRuntime();
        try (Context context =
                runtime.create(ContextOverrides.create().withUserSettings(true).build())) {
            return context.repositorySystem()
                    .resolveArtifact(
                            context.repositorySystemSession(),
                            new ArtifactRequest(new DefaultArtifact(coordinates), context.remoteRepositories(), null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new IllegalArgumentException("Cannot find " + coordinates + ": " + e.getMessage(), e);
        }
    }

    private static synchronized List<Path> find(Set<String> coordinates) {
        CollectRequest wanted = new CollectRequest();
        for (String each : coordinates) {
            wanted.addDependency(new Dependency(new DefaultArtifact(each), JavaScopes.RUNTIME));
        }
        Runtime runtime = Runtimes.INSTANCE.getRuntime();
        try (Context context =
                runtime.create(ContextOverrides.create().withUserSettings(true).build())) {
            wanted.setRepositories(context.remoteRepositories());
            DependencyRequest request = new DependencyRequest(
                    wanted, DependencyFilterUtils.classpathFilter(JavaScopes.COMPILE, JavaScopes.RUNTIME));
            return context
                    .repositorySystem()
                    .resolveDependencies(context.repositorySystemSession(), request)
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(artifact -> artifact.getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new IllegalArgumentException("Cannot find " + coordinates + ": " + e.getMessage(), e);
        }
    }
}
