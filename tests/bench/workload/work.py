"""What spans do. Most is picked from pools that are made at the start: to make it anew for every span
would take most of the time."""
import json

from workload.calls import CallMaker
from workload.catalog import BROWSERS, PATHS, SERVICES, STEPS, TABLES, TOOLS, pick, prompt
from workload.span import CLIENT, CONSUMER, INTERNAL, PRODUCER, SERVER, Work


class WorkMaker:
    def __init__(self, chance, encoding):
        self.chance = chance
        self.encoding = encoding
        self.served = self.pool(300, served_request, SERVER)
        self.sent = self.pool(300, sent_request, CLIENT)
        self.queries = self.pool(200, query, CLIENT)
        self.searches = self.pool(200, vector_search, CLIENT)
        self.tools = self.pool(200, tool_use, INTERNAL)
        self.steps = self.pool(200, step, INTERNAL)
        queue = encoding.attributes([("messaging.system", "kafka"),
                                     ("messaging.destination.name", "usage-events")])
        self.publish = Work("publish usage", PRODUCER, [queue])
        self.consume = Work("consume usage", CONSUMER, [queue])
        self.calls = CallMaker(chance, encoding)

    def pool(self, size, make, kind):
        made = [make(self.chance) for _ in range(size)]
        return [Work(name, kind, [self.encoding.attributes(pairs)]) for name, pairs in made]

    def of_root(self):
        return pick(self.served, self.chance.random())

    def of(self, service, start_ns, end_ns):
        dice = self.chance.random()
        if service == "llm-proxy" and dice < .75 or dice < .10:
            return self.calls.make(start_ns, end_ns)
        if service == "vector-store" or dice < .2:
            return pick(self.searches, self.chance.random())
        if service == "tool-runner":
            return pick(self.tools, self.chance.random())
        if service == "session-store" or dice < .35:
            return pick(self.queries, self.chance.random())
        if dice < .55:
            return pick(self.sent, self.chance.random())
        if dice < .7:
            return pick(self.served, self.chance.random())
        if dice < .75:
            return self.publish if dice < .73 else self.consume
        return pick(self.steps, self.chance.random())


# The makers of pools: each gives a name and (key, value) pairs.


def served_request(chance):
    path = chance.choice(PATHS)
    return f"POST {path}", [
        ("http.request.method", "POST"), ("url.path", path), ("url.scheme", "https"),
        ("server.address", "api.example.com"), ("server.port", 443),
        ("network.protocol.version", chance.choice(["1.1", "2"])),
        ("user_agent.original", chance.choice(BROWSERS)),
        ("client.address", "10." + ".".join(str(chance.randrange(256)) for _ in range(3))),
        ("http.route", path),
        ("http.response.status_code", chance.choice([200, 200, 200, 201, 204])),
        ("http.response.body.size", chance.randrange(200, 90000))]


def sent_request(chance):
    return chance.choice(["GET", "POST"]), [
        ("http.request.method", chance.choice(["GET", "POST"])),
        ("url.full", f"https://{chance.choice(SERVICES)}.internal.example.com"
                     f"{chance.choice(PATHS)}?id={chance.getrandbits(40):x}"),
        ("server.address", chance.choice(SERVICES) + ".internal.example.com"),
        ("server.port", 8443),
        ("http.response.status_code", chance.choice([200, 200, 200, 200, 404])),
        ("net.peer.ip", f"10.1.{chance.randrange(256)}.{chance.randrange(256)}")]


def query(chance):
    table = chance.choice(TABLES)
    return f"SELECT {table}", [
        ("db.system", "postgresql"), ("db.namespace", "app"), ("db.operation.name", "SELECT"),
        ("db.collection.name", table),
        ("db.query.text", f'SELECT id, "body", created_at FROM {table} WHERE tenant_id = $1 '
                          "AND id = ANY($2) ORDER BY created_at DESC "
                          f"LIMIT {chance.randrange(1, 200)}"),
        ("server.address", f"pg-{chance.randrange(4)}.internal"),
        ("db.response.returned_rows", chance.randrange(0, 200))]


def vector_search(chance):
    table = chance.choice(TABLES)
    return f"vector.search {table}", [
        ("db.system", "qdrant"), ("db.operation.name", "search"), ("db.collection.name", table),
        ("db.vector.query.top_k", chance.randrange(3, 50)),
        ("db.vector.query.filter",
         '{"must":[{"key":"tenant","match":{"value":"t%d"}}]}' % chance.randrange(99)),
        ("retrieval.score.max", round(chance.random(), 6)),
        ("retrieval.hit", chance.random() < .8)]


def tool_use(chance):
    tool = chance.choice(TOOLS)
    arguments = {"query": prompt(chance, 20, 90), "k": chance.randrange(9)}
    return f"execute_tool {tool}", [
        ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", tool),
        ("gen_ai.tool.type", "function"),
        ("gen_ai.tool.call.arguments", json.dumps(arguments, ensure_ascii=False)),
        ("gen_ai.agent.name", chance.choice(["planner", "researcher", "writer"]))]


def step(chance):
    name = chance.choice(STEPS)
    return name, [
        ("code.function.name", f"app.pipeline.{name}"), ("app.step", chance.randrange(12)),
        ("app.cache.hit", chance.random() < .3),
        ("thread.id", 140_000_000_000_000 + chance.randrange(10**9)),
        ("thread.name", f"worker-{chance.randrange(16)}")]
