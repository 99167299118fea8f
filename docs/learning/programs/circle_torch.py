"""A network learns what lies inside a circle."""

import torch
from torch import nn

# 1. The data, made up: 200 points, and a label for each
torch.manual_seed(0)
points = 2 * torch.rand(200, 2) - 1  # x and y from -1 to 1
labels = (points.norm(dim=1) < 0.7).long()  # 1 is inside, 0 is not

# 2. The network, the loss, and the rule that takes the steps
network = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 2))
loss_function = nn.CrossEntropyLoss()  # it begins with softmax
optimizer = torch.optim.Adam(network.parameters(), lr=0.1)

# 3. Training, on the first 150 points
for step in range(201):
    loss = loss_function(network(points[:150]), labels[:150])
    if step % 50 == 0:
        print(f"step {step:3}: loss {loss:.2f}")
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# 4. The test, on the 50 that it has never seen
guesses = network(points[150:]).argmax(dim=1)
right = (guesses == labels[150:]).sum()
print(f"{right} of the 50 held out are right")
