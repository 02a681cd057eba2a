"""Calls that open, bind or block something: full names, as the libraries spell them."""

ASYNCIO = frozenset(
    f"asyncio.{name}"
    for name in (
        "Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier",
        "Queue", "PriorityQueue", "LifoQueue",
    )
)  # fmt: skip

# Clients and pools whose connections belong to the loop that opened them.
ASYNC_CLIENTS = frozenset(
    {
        "httpx.AsyncClient",
        "httpx2.AsyncClient",
        "aiohttp.ClientSession",
        "asyncpg.create_pool",
        "asyncpg.connect",
        "redis.asyncio.Redis",
        "redis.asyncio.from_url",
        "redis.asyncio.Redis.from_url",
        "aiomqtt.Client",
        "nats.connect",
        "aiokafka.AIOKafkaProducer",
        "aio_pika.connect",
        "aio_pika.connect_robust",
        "psycopg.AsyncConnection.connect",
        "psycopg_pool.AsyncConnectionPool",
        "websockets.connect",
        "asyncio.open_connection",
    }
)

SYNC_CLIENTS = frozenset(
    {
        "httpx.Client",
        "httpx2.Client",
        "requests.Session",
        "requests.session",
        "smtplib.SMTP",
        "smtplib.SMTP_SSL",
        "http.client.HTTPConnection",
        "http.client.HTTPSConnection",
    }
)

_REQUESTS = frozenset(
    f"{library}.{verb}"
    for library in ("requests", "httpx", "httpx2")
    for verb in ("get", "post", "put", "patch", "delete", "head", "options", "request")
)

BLOCKING = _REQUESTS | {
    "time.sleep",
    "urllib.request.urlopen",
    "subprocess.run",
    "subprocess.call",
    "subprocess.check_call",
    "subprocess.check_output",
    "os.system",
    "socket.create_connection",
    "smtplib.SMTP",
    "smtplib.SMTP_SSL",
}

# The calls of a synchronous client that wait for the network.
REQUESTING = frozenset(
    {"get", "post", "put", "patch", "delete", "head", "options", "request", "send", "send_message"}
)

OPENING = (
    ASYNC_CLIENTS
    | SYNC_CLIENTS
    | {
        "socket.socket",
        "socket.create_connection",
        "sqlite3.connect",
        "psycopg.connect",
        "psycopg2.connect",
        "subprocess.Popen",
        "subprocess.run",
        "urllib.request.urlopen",
        "redis.Redis",
        "redis.from_url",
        "open",
    }
)

THREADS = frozenset({"threading.Thread", "threading.Timer"})
