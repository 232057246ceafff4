/** Linear models that are fitted at once: logistic regression, linear support vector machines, ridge regression. */
package sc.fovea.train.fit;
