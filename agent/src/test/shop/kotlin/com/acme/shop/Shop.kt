package com.acme.shop

import ch.qos.logback.classic.Logger
import ch.qos.logback.classic.LoggerContext
import ch.qos.logback.classic.encoder.PatternLayoutEncoder
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.core.ConsoleAppender
import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import io.tinyfetch.Fetch
import java.io.InputStream
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import java.sql.DriverManager
import java.util.UUID

private const val DATABASE = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1"

private val log: Logger by lazy { logger() }

/** The shop in Kotlin: top-level functions, an object, inlined and other lambdas. Argument: the port. */
fun main(args: Array<String>) {
    Orders.prepare()
    val server = HttpServer.create(InetSocketAddress("127.0.0.1", args[0].toInt()), 0)
    server.createContext("/orders") { it.answer(receipt(it.requestURI.query.substringAfter("="))) }
    server.createContext("/pictures") { it.answer(keep(it.requestBody)) }
    server.start()
}

private fun HttpExchange.answer(text: String) = use {
    val bytes = text.toByteArray()
    sendResponseHeaders(200, bytes.size.toLong())
    responseBody.write(bytes)
}

private fun receipt(customer: String): String {
    println("receipt wanted") // finds log/system-out
    log.info("database login with {}", System.getenv("DB_PASSWORD")) // finds log/secret-in-log
    return "${Orders.named(customer)} of ${Orders.lines().size}, ${level()}, ${nextDelivery()}"
}

private fun keep(picture: InputStream): String {
    val folder = Files.createDirectories(Path.of("pictures"))
    val file = folder.resolve("${UUID.randomUUID()}.png")
    file.let { Files.copy(picture, it) } // finds file/upload-to-local-disk
    return file.toString()
}

object Orders {
    fun prepare() = open().use { connection ->
        connection.createStatement().use { statement ->
            statement.execute("create table line(id int primary key, name varchar(40))")
            (0 until 12).forEach { statement.execute("insert into line values ($it, 'thing $it')") }
        }
    }

    fun named(name: String): Int = open().use { connection ->
        val statement = connection.createStatement() // finds jdbc/embedded-database
        val found = statement.executeQuery( // finds jdbc/request-value-in-sql
            "select count(*) from line where name = '$name'"
        )
        found.next()
        found.getInt(1)
    }

    fun lines(): List<String> = open().use { connection ->
        val ids = connection.createStatement().executeQuery("select id from line")
        generateSequence { if (ids.next()) ids.getInt(1) else null }
            .map { id ->
                connection.prepareStatement("select name from line where id = ?").use { query ->
                    query.setInt(1, id)
                    query.executeQuery().use { // finds jdbc/n-plus-one
                        it.next()
                        it.getString(1)
                    }
                }
            }
            .toList()
    }

    private fun open(): Connection =
        DriverManager.getConnection(DATABASE, "shop", "") // finds jdbc/unpooled-connection
}

private val client = HttpClient.newHttpClient()

private fun level(): String =
    HttpRequest.newBuilder(URI.create(System.getenv("STOCK_URL"))).build().let {
        client.send(it, HttpResponse.BodyHandlers.ofString()).body() // finds http/no-timeout
    }

private fun nextDelivery(): Int = Fetch.status("http://localhost:1/delivery") // finds http/localhost-endpoint

private fun logger(): Logger {
    val context = LoggerContext()
    val encoder = PatternLayoutEncoder().apply {
        setContext(context)
        pattern = "%level %logger{0} %msg%n"
        start()
    }
    val console = ConsoleAppender<ILoggingEvent>().apply {
        setContext(context)
        setEncoder(encoder)
        start()
    }
    context.getLogger("ROOT").addAppender(console)
    return context.getLogger("till")
}
