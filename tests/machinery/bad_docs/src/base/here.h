namespace trace_cost::base {
struct Here {};
void here_function();
}  // namespace trace_cost::base
