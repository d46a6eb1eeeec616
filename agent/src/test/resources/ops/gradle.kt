// As much of Gradle's types as the lines that "ops gradle" prints need, with Gradle's signatures.
package gate

import java.io.File
import kotlin.reflect.KClass
import kotlin.reflect.KProperty

class Provider<T>(private val value: T) {
    fun orElse(other: T): Provider<T> = Provider(other)

    fun get(): T = value
}

class ProviderFactory {
    fun gradleProperty(name: String): Provider<String> = Provider(name)
}

class Directory(val asFile: File)

class DirectoryProperty {
    fun dir(path: String): Provider<Directory> = Provider(Directory(File(path)))
}

class ProjectLayout {
    val buildDirectory = DirectoryProperty()
}

class TaskOutputs {
    fun dir(path: Any): Any = path
}

open class Task {
    val name: String = "test"
    val outputs = TaskOutputs()
    var description: String? = null

    fun doFirst(action: Task.() -> Unit): Task = apply(action)

    fun dependsOn(vararg paths: Any): Task = this

    fun mustRunAfter(vararg paths: Any): Task = this
}

open class Test : Task() {
    fun jvmArgs(vararg arguments: Any): Test = this
}

open class Exec : Task() {
    fun commandLine(arguments: Iterable<*>) = Unit

    fun commandLine(vararg arguments: Any) = Unit
}

class TaskProvider<T : Task>

class TaskCollection<T : Task> {
    fun configureEach(action: T.() -> Unit) = Unit
}

class Registering<T : Task> {
    operator fun provideDelegate(receiver: Any?, property: KProperty<*>): Registering<T> = this

    operator fun getValue(receiver: Any?, property: KProperty<*>): TaskProvider<T> = TaskProvider()
}

class TaskContainer {
    inline fun <reified T : Task> withType(): TaskCollection<T> = TaskCollection()

    fun named(name: String, action: Task.() -> Unit): TaskProvider<Task> = TaskProvider()

    fun <T : Task> registering(type: KClass<T>, action: T.() -> Unit): Registering<T> = Registering()
}

open class Project {
    val providers = ProviderFactory()
    val layout = ProjectLayout()
    val tasks = TaskContainer()
    val projectDir = File(".")
}
