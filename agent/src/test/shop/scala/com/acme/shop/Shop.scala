package com.acme.shop

import ch.qos.logback.classic.encoder.PatternLayoutEncoder
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.classic.{Logger, LoggerContext}
import ch.qos.logback.core.ConsoleAppender
import com.sun.net.httpserver.{HttpExchange, HttpServer}
import io.tinyfetch.Fetch
import java.io.InputStream
import java.net.http.{HttpClient, HttpRequest, HttpResponse}
import java.net.{InetSocketAddress, URI}
import java.nio.file.{Files, Path}
import java.sql.{Connection, DriverManager}
import java.util.UUID
import scala.util.Using

/** The shop in Scala: objects, a trait, closures. Argument: the port. */
object Shop extends Till {
  def main(args: Array[String]): Unit = {
    Orders.prepare()
    val server = HttpServer.create(new InetSocketAddress("127.0.0.1", args(0).toInt), 0)
    server.createContext("/orders", it => answer(it, receipt(it.getRequestURI.getQuery.split("=")(1))))
    server.createContext("/pictures", it => answer(it, keep(it.getRequestBody)))
    server.start()
  }

  private def answer(exchange: HttpExchange, text: String): Unit = {
    val bytes = text.getBytes
    exchange.sendResponseHeaders(200, bytes.length)
    exchange.getResponseBody.write(bytes)
    exchange.close()
  }
}

trait Till {
  private val client = HttpClient.newHttpClient()
  private lazy val log: Logger = Log.create()

  def receipt(customer: String): String = {
    println("receipt wanted") // finds log/system-out
    log.info("database login with {}", System.getenv("DB_PASSWORD")) // finds log/secret-in-log
    s"${Orders.named(customer)} of ${Orders.lines().size}, $level, $nextDelivery"
  }

  def keep(picture: InputStream): String = {
    val file = Files.createDirectories(Path.of("pictures")).resolve(UUID.randomUUID().toString)
    Some(file).foreach(Files.copy(picture, _)) // finds file/upload-to-local-disk
    file.toString
  }

  private def level: String = {
    val request = HttpRequest.newBuilder(URI.create(System.getenv("STOCK_URL"))).build()
    client.send(request, HttpResponse.BodyHandlers.ofString()).body() // finds http/no-timeout
  }

  private def nextDelivery: Int = Fetch.status("http://localhost:1/delivery") // finds http/localhost-endpoint
}

object Orders {
  private val database = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1"

  def prepare(): Unit = Using.resource(open()) { connection =>
    val statement = connection.createStatement()
    statement.execute("create table line(id int primary key, name varchar(40))")
    (0 until 12).foreach(i => statement.execute(s"insert into line values ($i, 'thing $i')"))
  }

  def named(name: String): Int = Using.resource(open()) { connection =>
    val statement = connection.createStatement() // finds jdbc/embedded-database
    val found = statement.executeQuery(
      s"select count(*) from line where name = '$name'") // finds jdbc/request-value-in-sql
    found.next()
    found.getInt(1)
  }

  def lines(): Seq[String] = Using.resource(open()) { connection =>
    val ids = connection.createStatement().executeQuery("select id from line")
    Iterator.continually(ids).takeWhile(_.next()).map(_.getInt(1)).map(name(connection, _)).toList
  }

  private def name(connection: Connection, id: Int): String =
    Using.resource(connection.prepareStatement("select name from line where id = ?")) { query =>
      query.setInt(1, id)
      val found = query.executeQuery() // finds jdbc/n-plus-one
      found.next()
      found.getString(1)
    }

  private def open(): Connection =
    DriverManager.getConnection(database, "shop", "") // finds jdbc/unpooled-connection
}

object Log {
  def create(): Logger = {
    val context = new LoggerContext
    val encoder = new PatternLayoutEncoder
    encoder.setContext(context)
    encoder.setPattern("%level %logger{0} %msg%n")
    encoder.start()
    val console = new ConsoleAppender[ILoggingEvent]
    console.setContext(context)
    console.setEncoder(encoder)
    console.start()
    context.getLogger("ROOT").addAppender(console)
    context.getLogger("till")
  }
}
