plugins {
    java
}

repositories {
    mavenCentral()
}

dependencies {
    testImplementation("org.junit.jupiter:junit-jupiter:6.1.3")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(17)
    }
}

// The same service and tests as in the Maven example.
sourceSets {
    main { java.srcDir("../maven-gate/src/main/java") }
    test { java.srcDir("../maven-gate/src/test/java") }
}

tasks.withType<Test>().configureEach {
    useJUnitPlatform()
    filter { includeTestsMatching("*IT") }
    maxParallelForks = 2
}

// Seaworthy: the agent in each test JVM, and one check at the end. Appended to build.gradle.kts by
//   java -jar seaworthy-agent.jar ops gradle >> build.gradle.kts
// Run:                        ./gradlew check -Pseaworthy.jar=/path/to/seaworthy-agent.jar
// Accept what is there once:  ./gradlew check -Pseaworthy.jar=… -Pseaworthy.check="--update-baseline --accept-new"
val seaworthyJar = providers.gradleProperty("seaworthy.jar").orElse("/opt/seaworthy/seaworthy-agent.jar").get()
val seaworthyReports = layout.buildDirectory.dir("seaworthy").get().asFile
val seaworthyOptions = providers.gradleProperty("seaworthy.check").orElse("").get()

tasks.withType<Test>().configureEach {
    // %p is the pid: each fork writes a report of its own. Those of the last run would be judged again.
    val reports = seaworthyReports.resolve(name)
    outputs.dir(reports)
    doFirst { reports.deleteRecursively() }
    jvmArgs(
        "-javaagent:$seaworthyJar=report=$reports/%p.json,report.every=5s," +
            "environment=container,http.port=off,metrics.app=false"
    )
}

val seaworthyCheck by tasks.registering(Exec::class) {
    description = "Fails on a finding that is not in seaworthy.baseline."
    mustRunAfter(tasks.withType<Test>())
    commandLine(
        listOf("java", "-jar", seaworthyJar, "check", "$seaworthyReports/*/*.json") +
            listOf("--fail-on", "high", "--baseline", "$projectDir/seaworthy.baseline") +
            seaworthyOptions.split(" ").filter { it.isNotEmpty() }
    )
}

tasks.named("check") { dependsOn(seaworthyCheck) }
