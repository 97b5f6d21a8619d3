#include "cost/bill/bill_forms.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace trace_cost::cost {

namespace {

// Each sum of the bill on a line: "2026-11-22 openai gpt-4o USD 0.06 1K usage".
std::string sums(const Bill& bill) {
  std::string said;
  for (const auto& [key, sum] : bill.sums) {
    said += fmt::format("{} {} {} {} {} {} {}\n", key.days ? to_text(*key.days, bill.offset) : "-",
                        key.provider.empty() ? "-" : key.provider,
                        key.item.empty() ? "-" : key.item, sum.amount.plain(), key.currency,
                        sum.tokens ? fmt::format("{}", sum.tokens->value) : "-", name_of(key.kind));
  }
  return said;
}

std::string read(std::string_view text, const BillTerms& terms = {}) {
  const auto bill = read_bill_file({"bill", text}, terms);
  return bill ? bill->form + "\n" + sums(*bill) : bill.error().message;
}

BillTerms mapped(std::string_view map) {
  BillTerms terms;
  terms.map = map;
  return terms;
}

std::string openai_page(std::string_view results, std::string_view rest = "\"has_more\":false") {
  return fmt::format(
      R"({{"object":"page","data":[{{"object":"bucket","start_time":1795305600,"end_time":1795392000,)"
      R"("results":[{}]}}],{}}})",
      results, rest);
}

std::string anthropic_page(std::string_view results, std::string_view rest = "\"has_more\":false") {
  return fmt::format(
      R"({{"data":[{{"starting_at":"2026-11-22T00:00:00Z","ending_at":"2026-11-23T00:00:00Z",)"
      R"("results":[{}]}}],{}}})",
      results, rest);
}

constexpr std::string_view kFocusHeadings =
    "BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,"
    "ProviderName,ServiceCategory,SkuId,ConsumedQuantity,ConsumedUnit\n";

std::string focus(std::string_view lines) {
  return std::string(kFocusHeadings) + std::string(lines);
}

}  // namespace

TEST_CASE(
    "cost/bill_forms: OpenAI's amounts are dollars, as numbers or texts, and its days those of "
    "UTC") {
  const auto result = [](std::string_view amount, std::string_view item) {
    return fmt::format(R"({{"amount":{{"value":{},"currency":"usd"}},"line_item":{}}})", amount,
                       item);
  };
  CHECK(read(openai_page(result("0.06", "null"))) ==
        "openai\n2026-11-22 openai - 0.06 USD - usage\n");
  CHECK(read(openai_page(result("6e-2", R"("gpt-4o, input")") + "," +
                         result(R"("0.01")", R"("gpt-4o, output")"))) ==
        "openai\n2026-11-22 openai gpt-4o 0.07 USD - usage\n");
  CHECK(read(openai_page(R"({"amount":{"value":1,"currency":"eur"}})")) ==
        "openai\n2026-11-22 openai - 1 EUR - usage\n");
  CHECK(read(openai_page(R"({"amount":{"value":1}})")) ==
        "openai\n2026-11-22 openai - 1 USD - usage\n");
}

TEST_CASE("cost/bill_forms: Anthropic's amounts are cents as text") {
  CHECK(read(anthropic_page(R"({"amount":"123.45","currency":"USD","model":"claude-x"})")) ==
        "anthropic\n2026-11-22 anthropic claude-x 1.2345 USD - usage\n");
  CHECK(read(anthropic_page(R"({"amount":123.45,"currency":"USD","model":null})")) ==
        "anthropic\n2026-11-22 anthropic - 1.2345 USD - usage\n");
  CHECK(read(anthropic_page(
            R"({"amount":"4","currency":"USD","model":null,"cost_type":"web_search"})")) ==
        "anthropic\n2026-11-22 anthropic web_search 0.04 USD - usage\n");
  CHECK(read(anthropic_page(R"({"amount":"0.0000000001","currency":"USD"})")) ==
        "anthropic\n2026-11-22 anthropic - 0.000000000001 USD - usage\n");
}

TEST_CASE("cost/bill_forms: what is wrong with a JSON bill is told with its line") {
  CHECK(read("{\n\"data\": [\n").find("bill:3: ") == 0);
  CHECK(
      read("{\"object\": 3}").find("bill:1: expected the answer of a provider's costs endpoint") ==
      0);
  CHECK(read(openai_page(R"({"amount":{"value":"NaN"}})")) ==
        "bill:1: amount.value is 'NaN'; expected dollars like 0.06");
  CHECK(read(openai_page(R"({"amount":0.06})")).find("expected \"amount\": {\"value\"") !=
        std::string::npos);
  CHECK(read(openai_page("3")).find("expected an object") != std::string::npos);
  CHECK(read(anthropic_page("{\n\"amount\": \"many\"}")) ==
        "bill:1: amount is 'many'; expected cents as text like \"123.45\"");
  CHECK(read(R"({"data":[{"start_time":"yesterday"}]})") ==
        "bill:1: expected a bucket with a time \"start_time\"");
  CHECK(read(R"({"data":[{"start_time":5,"end_time":5,"results":[]}]})") ==
        "bill:1: \"end_time\" is not after \"start_time\"");
  CHECK(read(openai_page(R"({"input_tokens":1,"output_tokens":2})")).find("report of usage") !=
        std::string::npos);
}

TEST_CASE(
    "cost/bill_forms: an answer with more pages is incomplete, until the next page is given") {
  const auto page = [](std::string_view rest, int start) {
    const std::string text =
        fmt::format(R"({{"data":[{{"start_time":{},"end_time":{},"results":[]}}],{}}})", start,
                    start + 86'400, rest);
    return read_bill_file({"bill", text}, {}).value();
  };
  const Bill first = page(R"("has_more":true,"next_page":"p2")", 1'795'305'600);
  const Bill second = page(R"("has_more":false,"next_page":null)", 1'795'392'000);
  const Bill later = page(R"("has_more":false)", 1'795'478'400);
  CHECK(incomplete_bill(std::vector{first}).value().message.find("\"has_more\": true") !=
        std::string::npos);
  CHECK(incomplete_bill(std::vector{first, later}).has_value());
  CHECK_FALSE(incomplete_bill(std::vector{second, first}).has_value());
  CHECK_FALSE(incomplete_bill(std::vector{second}).has_value());
  const Bill only_token = page(R"("next_page":"p2")", 1'795'305'600);
  CHECK(incomplete_bill(std::vector{only_token}).has_value());
}

TEST_CASE("cost/bill_forms: a list of pages is one bill") {
  const std::string result = R"({"amount":{"value":0.06,"currency":"usd"}})";
  CHECK(read("[" + openai_page(result) + ",\n" + openai_page(result) + "]") ==
        "openai\n2026-11-22 openai - 0.12 USD - usage\n");
}

TEST_CASE("cost/bill_forms: FOCUS keeps taxes, credits, corrections and other services apart") {
  constexpr std::string_view kDay = "USD,2026-11-22T00:00:00Z,2026-11-23T00:00:00Z";
  const auto line = [&](std::string_view cost, std::string_view rest) {
    return fmt::format("{},{},{}\n", cost, kDay, rest);
  };
  const std::string text =
      focus(line("35.2E-7", "Usage,,OpenAI,AI and Machine Learning,gpt-4o,1.5,1K Tokens") +
            line("0.5", "Usage,null,OpenAI,,gpt-4o,500,Tokens") + line("-5", "Credit,,OpenAI,,,,") +
            line("0.9", "Tax,,OpenAI,,,,") + line("-1", "Usage,Correction,OpenAI,,gpt-4o,,") +
            line("20", "Purchase,,OpenAI,,,,") + line("7", "Usage,,AWS,Compute,t3,1,Hours"));
  CHECK(read(text) ==
        "focus\n"
        "2026-11-22 aws - 7 USD - other-service\n"
        "2026-11-22 openai - 0.9 USD - tax\n"
        "2026-11-22 openai - -5 USD - credit\n"
        "2026-11-22 openai - 20 USD - fee\n"
        "2026-11-22 openai - -1 USD - correction\n"
        "2026-11-22 openai gpt-4o 0.50000352 USD 2000 usage\n");
}

TEST_CASE("cost/bill_forms: FOCUS periods end before their end") {
  CHECK(read(focus("1,EUR,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,Usage,,X,,m,,\n")) ==
        "focus\n2026-11-01/2026-11-30 x m 1 EUR - usage\n");
  CHECK(read(focus("1,USD,2026-11-22T05:00:00Z,2026-11-22T06:00:00Z,Usage,,X,,m,,\n")) ==
        "focus\n2026-11-22 x m 1 USD - usage\n");
  CHECK(read(focus("1,USD,2026-11-23,2026-11-22,Usage,,X,,m,,\n")).find("lies before the start") !=
        std::string::npos);
}

TEST_CASE("cost/bill_forms: AWS reports of either age, with what is no AI apart") {
  constexpr std::string_view kNew =
      "line_item_usage_start_date,line_item_line_item_type,line_item_product_code,"
      "line_item_usage_type,line_item_usage_amount,pricing_unit,line_item_unblended_cost,"
      "line_item_currency_code\n";
  constexpr std::string_view kOld =
      "lineItem/UsageStartDate,lineItem/LineItemType,lineItem/ProductCode,lineItem/UsageType,"
      "lineItem/UsageAmount,pricing/unit,lineItem/UnblendedCost,lineItem/CurrencyCode\n";
  constexpr std::string_view kLines =
      "2026-11-22T05:00:00Z,Usage,AmazonBedrock,USE1-Claude3Sonnet-input-tokens,2.5,1K tokens,"
      "0.0075,USD\n"
      "2026-11-22T06:00:00Z,Usage,AmazonBedrock,USE1-Claude3Sonnet-output-tokens,1,1K tokens,0.015,"
      "USD\n"
      "2026-11-22T06:00:00Z,Usage,AmazonEC2,USE1-BoxUsage,1,Hrs,0.01,USD\n"
      "2026-11-22T06:00:00Z,EdpDiscount,AmazonBedrock,,,,-0.002,USD\n"
      "2026-11-22T06:00:00Z,SomethingNew,AmazonBedrock,,,,1,USD\n";
  for (const std::string_view headings : {kNew, kOld}) {
    CHECK(read(std::string(headings) + std::string(kLines)) ==
          "aws-cur\n"
          "2026-11-22 aws - -0.002 USD - credit\n"
          "2026-11-22 aws - 1 USD - adjustment\n"
          "2026-11-22 aws - 0.01 USD - other-service\n"
          "2026-11-22 aws Claude3Sonnet 0.0225 USD 3500 usage\n");
  }
}

TEST_CASE("cost/bill_forms: any table, by a map of its columns") {
  CHECK(read("Day,\"Cost (USD)\",Model\n2026-11-22,\"1,234.5\",gpt-4o\n",
             mapped("date=Day,amount=\"Cost (USD)\",model=Model")) ==
        "csv\n2026-11-22 - gpt-4o 1234.5 USD - usage\n");
  CHECK(read("Day,Cost,In,Out\n2026-11-22,1,10,5\n2026-11-22,1,10,6\n",
             mapped("date=Day,amount=cost,input_tokens=In,output_tokens=Out")) ==
        "csv\n2026-11-22 - - 2 USD 31 usage\n");
  CHECK(read("Cost\n1\n2\n", mapped("amount=Cost")) == "csv\n- - - 3 USD - usage\n");
  CHECK(read("Day,Cost (EUR)\n2026-11,2\n", mapped("date=Day,amount=Cost (EUR)")) ==
        "csv\n2026-11-01/2026-11-30 - - 2 EUR - usage\n");
  CHECK(read("Day,Cost,Cur\n2026-11-22,€2,chf\n2026-11-22,2,\n",
             mapped("date=Day,amount=Cost,currency=Cur")) ==
        "csv\n2026-11-22 - - 2 CHF - usage\n2026-11-22 - - 2 USD - usage\n");
}

TEST_CASE("cost/bill_forms: a column of currencies counts, mapped or not") {
  CHECK(read("Day,Cost,Currency\n2026-11-22,2,EUR\n2026-11-22,3,usd\n",
             mapped("date=Day,amount=Cost")) ==
        "csv\n2026-11-22 - - 2 EUR - usage\n2026-11-22 - - 3 USD - usage\n");
}

TEST_CASE("cost/bill_forms: what a table does not tell can be said for all its lines") {
  CHECK(read("Day,Cost\n2026-11-22,1\n",
             mapped("date=Day,amount=Cost,provider==OpenAI,currency==eur,model==gpt-4o")) ==
        "csv\n2026-11-22 openai gpt-4o 1 EUR - usage\n");
  CHECK(read("Day,Cost,Who\n2026-11-22,1,aws\n2026-11-22,1,\n",
             mapped("date=Day,amount=Cost,provider=Who,provider==openai")) ==
        "csv\n2026-11-22 aws - 1 USD - usage\n2026-11-22 openai - 1 USD - usage\n");
  CHECK(read("Day,Cost\n", mapped("date=Day,amount==5")).find("expected amount=COLUMN") !=
        std::string::npos);
}

TEST_CASE("cost/bill_forms: a map that does not fit is told with what there is") {
  const std::string text = "Day,Cost,Model\n2026-11-22,1,gpt-4o\n";
  CHECK(read(text, mapped("date=Dya,amount=Cost")).find("did you mean 'Day'?") !=
        std::string::npos);
  CHECK(read(text, mapped("date=Day,amuont=Cost")).find("did you mean 'amount'?") !=
        std::string::npos);
  CHECK(read(text, mapped("date=Day")).find("names no amount") != std::string::npos);
  CHECK(read(text, mapped("amount=Cost,amount=Day")).find("'amount' is mapped twice") !=
        std::string::npos);
  CHECK(read("Day,Cost,Cost\n2026-11-22,1,2\n", mapped("amount=Cost"))
            .find("two columns are called 'Cost'") != std::string::npos);
  CHECK(read(text, mapped("Day")).find("has no '='") != std::string::npos);
  CHECK(read(text).find("--bill-map 'date=Day,amount=Cost,model=Model'") != std::string::npos);
}

TEST_CASE("cost/bill_forms: decimal commas are refused until they are asked for") {
  constexpr std::string_view kText = "Tag;Kosten\n2026-11-22;1.234,50\n2026-11-22;0,5\n";
  BillTerms terms = mapped("date=Tag,amount=Kosten");
  CHECK(read(kText, terms).find("bill:2: Kosten: '1.234,50' has a comma") == 0);
  terms.decimal_comma = true;
  CHECK(read(kText, terms) == "csv\n2026-11-22 - - 1235 USD - usage\n");
}

TEST_CASE("cost/bill_forms: a total at the end is checked, and not added") {
  const BillTerms terms = mapped("date=Day,amount=Cost");
  const auto bill = [&](std::string_view total) {
    return fmt::format("Day,Cost\n2026-11-22,1.004\n2026-11-23,2.003\n{}\n", total);
  };
  const auto read_bill = [&](std::string_view total) {
    return read_bill_file({"bill", bill(total)}, terms);
  };
  for (const char* const total : {"Total,3.007", "TOTAL:,3.01", "Grand Total,$3", "Sum,"}) {
    CAPTURE(total);
    const auto read = read_bill(total);
    REQUIRE(read.has_value());
    CHECK(read->lines == 2);
    CHECK(read->remarks.size() == 1);
  }
  CHECK(read(bill("Total,3.00"), terms).find("bill:4: Cost: the total is 3, and the lines") == 0);
  CHECK(read(bill("Total,3.007\n2026-11-24,1"), terms).find("bill:4: a row of totals") == 0);
}

TEST_CASE("cost/bill_forms: the first faulty line of a table is told with its column") {
  const BillTerms terms = mapped("date=Day,amount=Cost,input_tokens=In,output_tokens=Out");
  const auto fault = [&](std::string_view line) {
    return read("Day,Cost,In,Out\n2026-11-22,1,1,1\n\n" + std::string(line) + "\nx\n", terms);
  };
  CHECK(fault("2026-11-22,abc,1,1") ==
        "bill:4: Cost: 'abc' is no amount of money; expected one like 12.34");
  CHECK(fault("22/11/2026,1,1,1") ==
        "bill:4: Day: '22/11/2026' is no day; expected one like 2026-11-22");
  CHECK(fault(",1,1,1").find("bill:4: Day: ''") == 0);
  CHECK(fault("2026-11-22,1,-1,1").find("bill:4: In: '-1' is no count") == 0);
  CHECK(fault("2026-11-22,1").find("bill:4: 2 cells, expected 4") == 0);
  CHECK(fault("2026-11-22,1,1,1,5").find("bill:4: 5 cells, expected 4") == 0);
  CHECK(fault("2026-11-22,\"1").find("bill:4: a quote is opened") == 0);
  CHECK(read("", terms).find("bill: the file is empty") == 0);
}

TEST_CASE("cost/bill_forms: --bill-format decides where a file does not") {
  BillTerms terms;
  terms.form = "openai";
  CHECK(read(R"({"data":[],"has_more":false})", terms) == "openai\n");
  terms.form = "focus";
  CHECK(read("Day,Cost\n1,2\n", terms).find("a bill of the form focus has columns for the day") !=
        std::string::npos);
  terms.form = "anthropic";
  CHECK(read("Day,Cost\n", terms).find("bill:1: ") == 0);
}

}  // namespace trace_cost::cost
