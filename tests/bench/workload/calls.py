"""Calls of models: chats and embeddings, what they cost and what was said."""
import json

from workload.catalog import CHAT_MODELS, EMBEDDING_MODELS, Weighted, pick, prompt
from workload.span import CLIENT, Charge, Event, Work


class CallMaker:
    def __init__(self, chance, encoding):
        self.chance = chance
        self.encoding = encoding
        self.prompts = [prompt(chance, 300, 9000) for _ in range(300)]
        self.messages = [messages(chance) for _ in range(150)]
        self.requests = {model: encoding.attributes(chat_request(model)) for model in CHAT_MODELS}
        self.requests |= {model: encoding.attributes(embedding_request(model))
                          for model in EMBEDDING_MODELS}
        self.chat_models, self.embedding_models = (
            Weighted(models, [model.weight for model in models])
            for models in (CHAT_MODELS, EMBEDDING_MODELS))

    def make(self, start_ns, end_ns):
        return self.embedding() if self.chance.random() < .2 else self.chat(start_ns, end_ns)

    def embedding(self):
        model = self.embedding_models.pick(self.chance)
        tokens = self.tokens(3.2, 1.0)
        attributes = [self.requests[model], *self.response(model, tokens)]
        return self.charged("embeddings", model, attributes, tokens, 0)

    def chat(self, start_ns, end_ns):
        chance = self.chance
        model = self.chat_models.pick(chance)
        read, written = self.tokens(6.7, 1.0), self.tokens(5.2, .9)
        attributes = [
            self.requests[model], *self.response(model, read),
            self.encoding.attribute("gen_ai.usage.output_tokens", written),
            self.encoding.attribute("gen_ai.response.finish_reasons",
                                    ["stop"] if chance.random() < .8 else ["tool_calls", "stop"])]
        if chance.random() < .12:
            attributes.append(self.encoding.attribute("gen_ai.input.messages",
                                                      pick(self.messages, chance.random())))
        call = self.charged("chat", model, attributes, read, written)
        if chance.random() < .22:
            call = call._replace(events=self.talk(model, start_ns, end_ns))
        return call

    def tokens(self, mean, deviation):
        """`mean` and `deviation` of their logarithm."""
        return int(self.chance.lognormvariate(mean, deviation)) + 1

    def response(self, model, tokens):
        attribute = self.encoding.attribute
        return (attribute("gen_ai.response.model", model.name),
                attribute("gen_ai.response.id", f"chatcmpl-{self.chance.getrandbits(96):024x}"),
                attribute("gen_ai.usage.input_tokens", tokens))

    def charged(self, operation, model, attributes, read, written):
        nano = read * model.input_price + written * model.output_price
        return Work(f"{operation} {model.name}", CLIENT,
                    attributes + [self.encoding.attribute("cost.usd", nano / 1e9)],
                    Charge(model.name, nano, read, written))

    def talk(self, model, start_ns, end_ns):
        said, answered = (pick(self.prompts, self.chance.random()) for _ in range(2))
        return (Event("gen_ai.user.message", start_ns + 1000,
                      [("gen_ai.system", model.provider), ("content", said)]),
                Event("gen_ai.choice", end_ns, [("index", 0), ("message", answered)]))


def messages(chance):
    return json.dumps([{"role": "system", "content": prompt(chance, 50, 200)},
                       {"role": "user", "content": prompt(chance, 200, 3000)}], ensure_ascii=False)


def chat_request(model):
    return [("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", model.provider),
            ("gen_ai.request.model", model.name.rsplit("-2", 1)[0]),
            ("gen_ai.request.temperature", 0.7), ("gen_ai.request.max_tokens", 4096),
            ("gen_ai.request.stream", True)]


def embedding_request(model):
    return [("gen_ai.operation.name", "embeddings"), ("gen_ai.provider.name", model.provider),
            ("gen_ai.request.model", model.name), ("gen_ai.embeddings.dimension.count", 1536)]
