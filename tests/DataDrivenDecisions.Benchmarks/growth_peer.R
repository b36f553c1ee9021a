# The curves of growth percentiles by quantreg, under the rule that the product follows: see docs/growth.md.
# usage: Rscript growth_peer.R IN.csv METHOD OUT.csv     IN has the score first, then the prior scores
suppressMessages({ library(quantreg); library(splines) })
said <- commandArgs(TRUE)
d <- read.csv(said[1])
score <- d[[1]]
basis <- function(x) { r <- range(x); bs(x, knots = quantile(x, c(.2, .4, .6, .8)), Boundary.knots = r + c(-.1, .1) * diff(r)) }
X <- cbind(1, do.call(cbind, lapply(d[-1], basis)))
taus <- (1:100 - .5) / 100
spent <- system.time(b <- sapply(taus, function(tau) rq.fit(X, score, tau, method = said[2])$coefficients))
fitted <- X %*% b
rest <- score - fitted
loss <- colSums(rest * (matrix(taus, nrow(rest), 100, byrow = TRUE) - (rest < 0)))
q <- round(t(apply(fitted, 1, sort)), 5)
write.csv(data.frame(sgp = pmin(pmax(rowSums(q < score), 1), 99), near = apply(abs(q - score), 1, min)), said[3], row.names = FALSE)
cat(sprintf("%.3f %.3f\n", spent[3], spent[1] + spent[2]), sprintf("%.17g\n", loss), sep = "")
