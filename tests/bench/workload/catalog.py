"""The application that is made up: its services, models and vocabulary."""
import itertools
from bisect import bisect
from typing import NamedTuple

GATEWAY = "edge-gateway"
CHAT = "chat-api"
LANGUAGES = {  # of each service
    GATEWAY: "go", CHAT: "python", "agent-orchestrator": "python", "llm-proxy": "python",
    "retriever": "python", "embedding-svc": "python", "vector-store": "java",
    "guardrails": "python", "tool-runner": "nodejs", "session-store": "go",
    "billing-meter": "java", "feature-flags": "dotnet",
}
SERVICES = list(LANGUAGES)


class Model(NamedTuple):
    name: str
    provider: str
    input_price: int  # in 10^-9 dollars a token
    output_price: int
    weight: int  # how often it is called


CHAT_MODELS = [
    Model("gpt-4o-2024-08-06", "openai", 2500, 10000, 22),
    Model("gpt-4o-mini-2024-07-18", "openai", 150, 600, 34),
    Model("claude-3-5-sonnet-20241022", "anthropic", 3000, 15000, 18),
    Model("claude-3-5-haiku-20241022", "anthropic", 800, 4000, 10),
    Model("gemini-1.5-flash-002", "gcp.vertex_ai", 75, 300, 8),
    Model("mistral-large-2411", "mistral_ai", 2000, 6000, 3),
]
EMBEDDING_MODELS = [
    Model("text-embedding-3-small", "openai", 20, 0, 4),
    Model("voyage-3-lite", "voyage", 20, 0, 1),
]

PATHS = ["/v1/chat", "/v1/agents/run", "/v1/search", "/v1/embeddings", "/healthz",
         "/v1/tools/execute", "/v1/sessions"]
BROWSERS = ["Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36", "python-httpx/0.27.0",
            "okhttp/4.12.0", "axios/1.7.2"]
TABLES = ["sessions", "messages", "documents", "chunks", "tenants", "quota"]
TOOLS = ["web_search", "calculator", "sql_query", "send_email", "weather", "code_interpreter"]
STEPS = ["plan", "route", "rerank", "summarize", "parse_output", "apply_policy", "merge_context",
         "cache.lookup"]

WORDS = (
    "the of and to in is you that it he was for on are as with his they I at be this have from or "
    "one had by word but not what all were we when your can said there use an each which she do "
    "how their if will up other about out many then them these so some her would make like him "
    "into time has look two more write go see number no way could people my than first water been "
    "call who oil its now find long down day did get come made may part tokens context vector "
    "function retrieval latency invoice customer subscription").split()
NOT_ASCII = ["café", "naïve", "Größe", "São Paulo", "日本語のテキスト", "请总结以下内容",
             "Привет, мир", "한국어 질문", "🙂", "🚀✨", "“quoted”", "—", "€99", "مرحبا"]
TO_ESCAPE = [
    '```python\ndef f(x):\n\treturn {"a": x, "b": "\\n"}\n```',
    '{"tool": "search", "args": {"q": "C:\\\\temp\\\\x", "k": 5}}',
    '<div class="a">\n\t<b>"x"</b>\n</div>',
    'SELECT * FROM "t" WHERE a = \'b\\\\c\';\r\n',
    '/* "comment" \\ */\n',
]
TRACEBACK = ('Traceback (most recent call last):\n  File "/app/x.py", line 12, in call\n'
             '    return await c.post(url)\nTimeoutError\n')


def prompt(chance, shortest, longest):
    """Prose with some code, quotes and letters outside ASCII, of about that many characters."""
    length = chance.randint(shortest, longest)
    words = []
    written = 0
    while written < length:
        words.append(word(chance))
        written += len(words[-1]) + 1
    return " ".join(words)


def word(chance):
    dice = chance.random()
    if dice < .07:
        return chance.choice(NOT_ASCII)
    if dice < .085:
        return chance.choice(TO_ESCAPE)
    if dice < .11:
        return '"' + chance.choice(WORDS) + '"'
    if dice < .15:
        return chance.choice(WORDS) + ".\n"
    return chance.choice(WORDS)


def pick(things, dice):
    """`dice` from 0 to below 1."""
    return things[int(dice * len(things))]


class Weighted:
    """Picks things, the heavier the more often."""

    def __init__(self, things, weights):
        self.things = things
        self.until = list(itertools.accumulate(weights))

    def pick(self, chance):
        return self.things[bisect(self.until, chance.random() * self.until[-1])]
